// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.JsonPath;

/// <summary>[?( … )]: the elements of an array for which the expression holds, or the map itself if it does.</summary>
internal sealed class FilterToken(FilterExpression expression) : PathToken
{
    public override bool IsDefinite => false;

    public override bool Evaluate(Value model, PathEvaluation evaluation)
    {
        if (model.Kind == ValueKind.Map)
        {
            return IsTriedOn(model, evaluation) ? Found(model, evaluation) : !evaluation.HasFault;
        }

        if (model.Kind != ValueKind.List)
        {
            return !IsUpstreamDefinite || evaluation.Failed("a filter can only be asked of arrays and objects");
        }

        var list = model.AsList;
        for (var i = 0; i < list.Count; i++)
        {
            if (IsTriedOn(list[i], evaluation))
            {
                if (!Found(list[i], evaluation))
                {
                    return false;
                }
            }
            else if (evaluation.HasFault)
            {
                return false;
            }
        }

        return true;
    }

    public override bool IsTriedOn(Value model, PathEvaluation evaluation) => evaluation.Step() && expression.Holds(model, evaluation) && !evaluation.HasFault;
}
