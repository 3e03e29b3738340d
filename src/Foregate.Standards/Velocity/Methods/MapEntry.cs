// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Methods;

/// <summary>One entry of a map, as entrySet() gives it. Once it is taken from its map it keeps what it was last seen to hold.</summary>
internal sealed class MapEntry(ValueMap map, int index) : ValueObject
{
    private readonly string _code = map.CodeAt(index);
    private readonly Value _key = map.KeyValueAt(index);
    private Value _value = map.ValueAt(index);

    public override bool TryGet(string name, out Value value)
    {
        value = name switch
        {
            "key" => _key,
            "value" => Held(),
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

        Hold(value);
        return true;
    }

    public override bool TryInvoke(string method, ReadOnlySpan<Value> arguments, out Value result)
    {
        result = default;
        switch (method)
        {
            case "getKey" when arguments.IsEmpty:
                result = _key;
                return true;
            case "getValue" when arguments.IsEmpty:
                result = Held();
                return true;
            case "setValue" when arguments.Length == 1:
                result = Held();
                Hold(arguments[0]);
                return true;
            default:
                return false;
        }
    }

    public bool Equals(Run run, Value key, Value value) => Equality.Java(run, _key, key) && Equality.Java(run, Held(), value);

    public bool Equals(Run run, MapEntry other) => ReferenceEquals(this, other) || Equals(run, other._key, other.Held());

    public override bool WriteText(TextBuffer output, int depth)
    {
        if (!JavaText.Write(_key, output, depth))
        {
            return false;
        }

        output.Write((byte)'=');
        return JavaText.Write(Held(), output, depth);
    }

    private Value Held() => map.TryGet(_code, out var value) ? _value = value : _value;

    private void Hold(Value value)
    {
        _value = value;
        if (map.Contains(_code))
        {
            map[_code] = value;
        }
    }
}
