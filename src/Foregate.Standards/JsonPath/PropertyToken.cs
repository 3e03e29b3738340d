// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.JsonPath;

/// <summary>.name, ['name'] or ['a','b']: of several names at the path's end one map with those that are there, before the end each by itself.</summary>
internal sealed class PropertyToken(string[] names) : PathToken
{
    public override bool IsDefinite => names.Length == 1 || IsLeaf;

    public override bool Evaluate(Value model, PathEvaluation evaluation)
    {
        if (!evaluation.Step())
        {
            return false;
        }

        if (model.Kind != ValueKind.Map)
        {
            return !IsUpstreamDefinite;
        }

        if (names.Length == 1)
        {
            return One(model.AsMap, names[0], evaluation);
        }

        if (IsLeaf)
        {
            return Merged(model.AsMap, evaluation);
        }

        foreach (var name in names)
        {
            if (!One(model.AsMap, name, evaluation))
            {
                return false;
            }
        }

        return true;
    }

    public override bool IsTriedOn(Value model, PathEvaluation evaluation)
    {
        if (model.Kind != ValueKind.Map)
        {
            return false;
        }

        if (!IsDefinite)
        {
            return true;
        }

        foreach (var name in names)
        {
            if (!model.AsMap.Contains(name))
            {
                return false;
            }
        }

        return true;
    }

    private bool One(ValueMap map, string name, PathEvaluation evaluation)
    {
        if (map.TryGet(name, out var value))
        {
            return Found(value, evaluation);
        }

        return !evaluation.RequiresProperties && (IsLeaf || !(IsUpstreamDefinite && IsDefinite));
    }

    private bool Merged(ValueMap map, PathEvaluation evaluation)
    {
        var merged = new ValueMap(capacity: names.Length);
        foreach (var name in names)
        {
            if (!evaluation.Step())
            {
                return false;
            }

            if (map.TryGet(name, out var value))
            {
                merged[name] = value;
            }
            else if (evaluation.RequiresProperties)
            {
                return false;
            }
        }

        return evaluation.Took(names.Length) && evaluation.Add(Value.Of(merged));
    }
}
