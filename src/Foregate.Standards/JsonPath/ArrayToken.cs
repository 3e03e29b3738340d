// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.JsonPath;

/// <summary>[0], [-1], [0,2] or a slice [from:to]; from the end where negative. What lies beyond an array is passed over.</summary>
internal sealed class ArrayToken : PathToken
{
    private readonly int[]? _indexes;
    private readonly int? _from;
    private readonly int? _to;

    public ArrayToken(int[] indexes) => _indexes = indexes;

    public ArrayToken(int? from, int? to)
    {
        _from = from;
        _to = to;
    }

    public override bool IsDefinite => IsByIndex && _indexes!.Length == 1;

    /// <summary>Whether it names elements, rather than where they begin and end.</summary>
    public bool IsByIndex => _indexes is not null;

    public override bool Evaluate(Value model, PathEvaluation evaluation)
    {
        if (!evaluation.Step())
        {
            return false;
        }

        if (model.Kind != ValueKind.List)
        {
            return !IsUpstreamDefinite;
        }

        var list = model.AsList;
        if (_indexes is not null)
        {
            foreach (var index in _indexes)
            {
                if (!Element(list, index, evaluation))
                {
                    return false;
                }
            }

            return true;
        }

        var (from, to) = Bounds(list.Count);
        for (var i = from; i < to; i++)
        {
            if (!evaluation.Step() || !Element(list, i, evaluation))
            {
                return false;
            }
        }

        return true;
    }

    public override bool IsTriedOn(Value model, PathEvaluation evaluation) => model.Kind == ValueKind.List;

    // As Jayway: of [from:to] only the end is cut to the array, so that a negative beginning with another end goes round.
    private (int From, int To) Bounds(int count) => (_from, _to) switch
    {
        ({ } from, null) => (Math.Max(0, from < 0 ? count + from : from), count),
        (null, { } to) => (0, Math.Min(count, to < 0 ? count + to : to)),
        ({ } from, { } to) => (Math.Max(from, -count), Math.Min(count, to)),
        _ => (0, count),
    };

    private bool Element(ValueList list, int index, PathEvaluation evaluation)
    {
        var at = index < 0 ? list.Count + index : index;
        return at < 0 || at >= list.Count || Found(list[at], evaluation);
    }
}
