// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.Velocity.Methods;

/// <summary>What iterator() gives.</summary>
internal sealed class ListIterator(ValueList list) : ValueObject
{
    private int _at;

    /// <summary>What is left, which is taken with it; the list itself while nothing was taken.</summary>
    public ValueList Rest()
    {
        if (_at == 0)
        {
            _at = list.Count;
            return list;
        }

        var rest = new ValueList(list.Items[_at..], isJson: false);
        _at = list.Count;
        return rest;
    }

    public override bool TryInvoke(string method, ReadOnlySpan<Value> arguments, out Value result)
    {
        result = default;
        switch (method)
        {
            case "hasNext" when arguments.IsEmpty:
                result = Value.Of(_at < list.Count);
                return true;
            case "next" when arguments.IsEmpty && _at < list.Count:
                result = list[_at++];
                return true;
            default:
                return false;
        }
    }
}
