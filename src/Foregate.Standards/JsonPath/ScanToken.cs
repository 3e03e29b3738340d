// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.JsonPath;

/// <summary>..: tries what follows on the value and on everything below it.</summary>
internal sealed class ScanToken : PathToken
{
    public override bool IsDefinite => false;

    public override bool Evaluate(Value model, PathEvaluation evaluation)
    {
        return model.Kind switch
        {
            ValueKind.Map => ScanMap(model, evaluation),
            ValueKind.List => ScanList(model, evaluation),
            _ => evaluation.Step(),
        };
    }

    private bool ScanMap(Value model, PathEvaluation evaluation)
    {
        if (!evaluation.Step() || !Try(model, evaluation) || !evaluation.Enter())
        {
            return false;
        }

        var map = model.AsMap;
        for (var i = 0; i < map.Count; i++)
        {
            if (!Evaluate(map.ValueAt(i), evaluation))
            {
                return false;
            }
        }

        evaluation.Leave();
        return true;
    }

    private bool ScanList(Value model, PathEvaluation evaluation)
    {
        if (!evaluation.Step() || !evaluation.Enter())
        {
            return false;
        }

        var list = model.AsList;
        if (Next.IsLeaf)
        {
            if (!Try(model, evaluation))
            {
                return false;
            }
        }
        else if (Next is ArrayToken { IsByIndex: true } && Next.Next.IsLeaf)
        {
            if (!Found(model, evaluation))
            {
                return false;
            }
        }
        else if (Next.IsTriedOn(model, evaluation))
        {
            // As Jayway does: what follows any other step is asked of all elements, whichever of them the step would choose.
            for (var i = 0; i < list.Count; i++)
            {
                if (!evaluation.Step() || !Next.Next.Evaluate(list[i], evaluation))
                {
                    return false;
                }
            }
        }

        for (var i = 0; i < list.Count; i++)
        {
            if (!Evaluate(list[i], evaluation))
            {
                return false;
            }
        }

        evaluation.Leave();
        return true;
    }

    private bool Try(Value model, PathEvaluation evaluation)
    {
        if (!Next.IsTriedOn(model, evaluation))
        {
            return !evaluation.HasFault;
        }

        return Found(model, evaluation);
    }
}
