// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Check.UsagePlans;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Check.ApiKeys;

/// <summary>
/// The API keys that count on one stage, and how much each may: those of the usage plans that list it. Made once per stage and
/// compilation, and only filled when a method requires a key.
/// </summary>
/// <param name="c">The stage's compilation.</param>
internal sealed class StageApiKeys(Compilation c)
{
    // Methods that any plan of the stage limits for themselves: each has its place in the keys' lists.
    private readonly List<string> _methods = [];
    private ApiKeyTable? _table;

    public ApiKeyTable Table => _table ??= Fill();

    /// <summary>The place of a method's own limits in the keys' lists; -1 when no plan has any.</summary>
    /// <param name="resourcePath">For example /pets/{petId}.</param>
    /// <param name="httpMethod">The method of the definition, ANY included.</param>
    public int SlotOf(string resourcePath, string httpMethod)
    {
        _table ??= Fill();
        return _methods.IndexOf(resourcePath == "/" ? "/" + httpMethod : $"{resourcePath}/{httpMethod}");
    }

    /// <summary>Tells entries of plans that are for no method of the stage: they limit nothing.</summary>
    /// <param name="methods">All methods of the stage.</param>
    public void Tell(IReadOnlyCollection<(string ResourcePath, string HttpMethod)> methods)
    {
        if (_table is null)
        {
            return;
        }

        var unknown = new List<string>(_methods);
        foreach (var (path, method) in methods)
        {
            if (SlotOf(path, method) is >= 0 and var slot)
            {
                unknown.Remove(_methods[slot]);
            }
        }

        foreach (var method in unknown)
        {
            c.Notice($"A usage plan limits {method}, which the stage does not have: nothing is limited by it. Name the method as the API does, for example /pets/{{petId}}/GET.");
        }
    }

    private ApiKeyTable Fill()
    {
        var plans = new List<(UsagePlan Plan, ApiStage Stage)>();
        foreach (var plan in c.UsagePlans.Values)
        {
            foreach (var stage in plan.ApiStages)
            {
                if (stage.ApiId == c.ApiId && stage.Stage == c.StageName)
                {
                    plans.Add((plan, Normal(stage)));
                }
            }
        }

        foreach (var (_, stage) in plans)
        {
            foreach (var method in stage.Throttle.Keys)
            {
                if (!_methods.Contains(method))
                {
                    _methods.Add(method);
                }
            }
        }

        // By id: a key that two plans of the stage list, which no operation makes, has the limits of the first.
        var entries = new Dictionary<string, ApiKeyEntry>(StringComparer.Ordinal);
        foreach (var (plan, stage) in plans)
        {
            var limits = new PlanLimits(plan, stage, _methods, c);
            foreach (var id in plan.Keys.Keys)
            {
                if (!entries.ContainsKey(id) && c.ApiKeys.TryGetValue(id, out var key))
                {
                    var (whole, byMethod) = limits.Of(key);
                    entries.Add(id, new ApiKeyEntry(key.Id, key.Value, Encoding.UTF8.GetBytes(key.Value), key.Enabled, whole, byMethod));
                }
            }
        }

        return new ApiKeyTable(entries.Values);
    }

    // The root's methods are written //GET by some tools and /GET by others.
    private static ApiStage Normal(ApiStage stage)
    {
        foreach (var (method, limits) in stage.Throttle)
        {
            if (method.StartsWith("//", StringComparison.Ordinal))
            {
                stage = stage with { Throttle = stage.Throttle.Remove(method).SetItem(method[1..], limits) };
            }
        }

        return stage;
    }
}
