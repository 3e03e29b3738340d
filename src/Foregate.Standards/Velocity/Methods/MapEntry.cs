// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.Velocity.Methods;

/// <summary>One entry of a map, as entrySet() gives it.</summary>
internal sealed class MapEntry(ValueMap map, string key) : ValueObject
{
    public override bool TryGet(string name, out Value value)
    {
        value = name switch
        {
            "key" => Value.Of(key),
            "value" => map[key],
            _ => default,
        };
        return name is "key" or "value";
    }

    public override bool TrySet(string name, Value value)
    {
        if (name != "value")
        {
            return false;
        }

        map[key] = value;
        return true;
    }

    public override bool TryInvoke(string method, ReadOnlySpan<Value> arguments, out Value result)
    {
        result = default;
        switch (method)
        {
            case "getKey" when arguments.IsEmpty:
                result = Value.Of(key);
                return true;
            case "getValue" when arguments.IsEmpty:
                result = map[key];
                return true;
            case "setValue" when arguments.Length == 1:
                result = map[key];
                map[key] = arguments[0];
                return true;
            default:
                return false;
        }
    }

    public override bool WriteText(TextBuffer output, int depth)
    {
        output.Write(key.AsSpan());
        output.Write((byte)'=');
        return JavaText.Write(map[key], output, depth);
    }
}
