// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.Velocity.Statements;

/// <summary>$foreach: where a loop stands.</summary>
internal sealed class ForeachScope(ForeachItems items, Value parent) : ValueObject
{
    // What a template sets in it.
    private ValueMap? _own;

    private int Index => items.Taken - 1;

    public override bool TryGet(string name, out Value value)
    {
        switch (name)
        {
            case "index": value = Value.Of(Index); return true;
            case "count": value = Value.Of(Index + 1); return true;
            case "hasNext": value = Value.Of(items.HasNext); return true;
            case "first": value = Value.Of(Index == 0); return true;
            case "last": value = Value.Of(!items.HasNext); return true;
            case "parent": value = parent; return true;
            case "topmost": value = Topmost(); return true;
            default: value = default; return _own is not null && _own.TryGet(name, out value);
        }
    }

    public override bool TrySet(string name, Value value)
    {
        AsMap()[name] = value;
        return true;
    }

    public override ValueMap AsMap() => _own ??= new ValueMap();

    public override bool TryInvoke(string method, ReadOnlySpan<Value> arguments, out Value result)
    {
        result = default;
        return arguments.IsEmpty && method switch
        {
            "getIndex" => TryGet("index", out result),
            "getCount" => TryGet("count", out result),
            "hasNext" or "getHasNext" => TryGet("hasNext", out result),
            "isFirst" or "getFirst" => TryGet("first", out result),
            "isLast" or "getLast" => TryGet("last", out result),
            "getParent" => TryGet("parent", out result),
            "getTopmost" => TryGet("topmost", out result),
            _ => false,
        };
    }

    private Value Topmost() => parent.Kind == ValueKind.Object && parent.AsObject is ForeachScope outer ? outer.Topmost() : Value.Of(this);
}
