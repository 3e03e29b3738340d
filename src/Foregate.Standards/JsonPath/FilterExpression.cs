// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.JsonPath;

/// <summary>What stands between the brackets of [?( )]: a comparison, or several joined by &amp;&amp;, || and !.</summary>
internal sealed class FilterExpression
{
    private readonly FilterExpression[] _parts;
    private readonly Junction _junction;
    private readonly Comparison? _comparison;

    private FilterExpression(Junction junction, FilterExpression[] parts, Comparison? comparison)
    {
        _junction = junction;
        _parts = parts;
        _comparison = comparison;
    }

    private enum Junction
    {
        None,
        And,
        Or,
        Not,
    }

    public static FilterExpression Of(Comparison comparison) => new(Junction.None, [], comparison);

    public static FilterExpression All(FilterExpression[] parts) => parts.Length == 1 ? parts[0] : new(Junction.And, parts, null);

    public static FilterExpression Any(FilterExpression[] parts) => parts.Length == 1 ? parts[0] : new(Junction.Or, parts, null);

    public static FilterExpression Not(FilterExpression part) => new(Junction.Not, [part], null);

    /// <summary>Whether it holds for an item; false too when the evaluation has a fault.</summary>
    public bool Holds(Value item, PathEvaluation evaluation)
    {
        switch (_junction)
        {
            case Junction.None:
                return _comparison!.Holds(item, evaluation);
            case Junction.Not:
                return !_parts[0].Holds(item, evaluation);
            default:
                var isAny = _junction == Junction.Or;
                foreach (var part in _parts)
                {
                    if (part.Holds(item, evaluation) == isAny || evaluation.HasFault)
                    {
                        return isAny;
                    }
                }

                return !isAny;
        }
    }
}
