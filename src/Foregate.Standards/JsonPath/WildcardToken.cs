// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.JsonPath;

/// <summary>* or [*]: every member or element. What is missing in one of them is passed over.</summary>
internal sealed class WildcardToken : PathToken
{
    public override bool IsDefinite => false;

    public override bool Evaluate(Value model, PathEvaluation evaluation)
    {
        var count = model.Kind switch
        {
            ValueKind.Map => model.AsMap.Count,
            ValueKind.List => model.AsList.Count,
            _ => 0,
        };
        for (var i = 0; i < count; i++)
        {
            if (!evaluation.Step())
            {
                return false;
            }

            var child = model.Kind == ValueKind.Map ? model.AsMap.ValueAt(i) : model.AsList[i];
            if (!Found(child, evaluation) && evaluation.IsOver)
            {
                return false;
            }
        }

        return true;
    }
}
