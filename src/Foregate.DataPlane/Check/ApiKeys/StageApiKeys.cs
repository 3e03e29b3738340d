// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Check.ApiKeys;

/// <summary>
/// The API keys that count on one stage: those of the usage plans that list it. Made once per stage and compilation, and only filled
/// when a method requires a key.
/// </summary>
/// <param name="c">The stage's compilation.</param>
internal sealed class StageApiKeys(ApiKeySourceType source, Compilation c)
{
    private ApiKeyTable? _table;

    public ApiKeySourceType Source { get; } = source;

    public ApiKeyTable Table => _table ??= Fill();

    private ApiKeyTable Fill()
    {
        // By id: a key that two plans of the stage list counts once.
        var entries = new Dictionary<string, ApiKeyEntry>(StringComparer.Ordinal);
        foreach (var plan in c.Account.UsagePlans.Values)
        {
            if (!Lists(plan))
            {
                continue;
            }

            foreach (var id in plan.Keys.Keys)
            {
                if (c.Account.ApiKeys.TryGetValue(id, out var key))
                {
                    entries[id] = new ApiKeyEntry(key.Id, key.Value, Encoding.UTF8.GetBytes(key.Value), key.Enabled);
                }
            }
        }

        return new ApiKeyTable(entries.Values);
    }

    /// <summary>Whether the plan is for this stage. What it limits would have to be counted, and is refused while nothing counts it.</summary>
    private bool Lists(UsagePlan plan)
    {
        foreach (var stage in plan.ApiStages)
        {
            if (stage.ApiId != c.ApiId || stage.Stage != c.StageName)
            {
                continue;
            }

            var place = c.At("/usageplans/" + plan.Id);
            if (plan.Throttle is not null || !stage.Throttle.IsEmpty)
            {
                place.Fault("Rate limits of usage plans are not built yet: remove throttle from the plan and its API stages, or limit the stage's methods.");
            }

            if (plan.Quota is not null)
            {
                place.Fault("Quotas of usage plans are not built yet: remove quota from the plan.");
            }

            return true;
        }

        return false;
    }
}
