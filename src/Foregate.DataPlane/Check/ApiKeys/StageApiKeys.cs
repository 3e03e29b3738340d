// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Check.Holds;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Check.ApiKeys;

/// <summary>
/// The API keys that count on one stage: those of the usage plans that list it. Made once per stage and compilation, and only filled
/// when a method requires a key.
/// </summary>
/// <param name="c">The stage's compilation.</param>
internal sealed class StageApiKeys(Compilation c)
{
    private ApiKeyTable? _table;

    public ApiKeyTable Table => _table ??= Fill();

    private ApiKeyTable Fill()
    {
        // By id: a key that two plans of the stage list counts once.
        var entries = new Dictionary<string, ApiKeyEntry>(StringComparer.Ordinal);
        foreach (var plan in c.UsagePlans.Values)
        {
            if (!Lists(plan))
            {
                continue;
            }

            foreach (var id in plan.Keys.Keys)
            {
                if (c.ApiKeys.TryGetValue(id, out var key))
                {
                    entries[id] = new ApiKeyEntry(key.Id, key.Value, Encoding.UTF8.GetBytes(key.Value), key.Enabled);
                }
            }
        }

        return new ApiKeyTable(entries.Values);
    }

    /// <summary>Whether the plan is for this stage. What it limits is noted: nothing counts it yet.</summary>
    private bool Lists(UsagePlan plan)
    {
        foreach (var stage in plan.ApiStages)
        {
            if (stage.ApiId != c.ApiId || stage.Stage != c.StageName)
            {
                continue;
            }

            RestHolds.Note(plan, stage, c.At("/usageplans/" + plan.Id));
            return true;
        }

        return false;
    }
}
