// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Foregate.Standards.Values;

/// <summary>
/// Makes a tree of a JSON document. Children wait on a stack until their list or map ends, so that each gets exactly the room it needs;
/// names come of a small table, because documents repeat them.
/// </summary>
internal sealed class JsonTreeReader
{
    private const int Names = 512;
    private const int LongestName = 40;
    private const int KeptStack = 4096;

    [ThreadStatic]
    private static JsonTreeReader? t_spare;

    private static readonly string[] s_single = Singles();

    private readonly string?[] _names = new string?[Names];
    private Value[] _values = new Value[64];
    private string[] _keys = new string[64];
    private int _valueCount;
    private int _keyCount;
    private int _most;

    // Bytes that the tree may still take.
    private long _room;
    private long _grown;

    public static JsonTreeReader Rent()
    {
        var reader = t_spare ?? new JsonTreeReader();
        t_spare = null;
        return reader;
    }

    public void Return()
    {
        // What the stacks still hold would keep the last request's document alive.
        Array.Clear(_values, 0, Math.Min(_most, _values.Length));
        if (_values.Length > KeptStack)
        {
            ArrayPool<Value>.Shared.Return(_values);
            _values = new Value[64];
        }

        if (_keys.Length > KeptStack)
        {
            ArrayPool<string>.Shared.Return(_keys, clearArray: true);
            _keys = new string[64];
        }

        _valueCount = _keyCount = _most = 0;
        t_spare = this;
    }

    public bool TryRead(ReadOnlySpan<byte> json, long room, int maxDepth, out Value value, out long taken)
    {
        value = default;
        var most = (10L * json.Length) + (1 << 20);
        _room = most;
        _grown = taken = 0;
        try
        {
            // The reader's depth ends below ours: it throws, we count nothing.
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
            var isRead = reader.Read() && TryReadOne(ref reader, out value) && !reader.Read();
            // The stacks are borrowed: they only count while it is read.
            taken = most - _room - _grown;
            if (isRead && taken <= room)
            {
                return true;
            }

            value = default;
            return false;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter: half a surrogate pair, or bytes that are no UTF-8, within a text.
            taken = most - _room - _grown;
            value = default;
            return false;
        }
    }

    private bool TryReadOne(ref Utf8JsonReader reader, out Value value)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return TryReadMap(ref reader, out value);
            case JsonTokenType.StartArray:
                return TryReadList(ref reader, out value);
            case JsonTokenType.String:
                value = Value.Of(Text(ref reader));
                return _room >= 0;
            case JsonTokenType.Number:
                value = Number(ref reader);
                return true;
            case JsonTokenType.True:
                value = Value.True;
                return true;
            case JsonTokenType.False:
                value = Value.False;
                return true;
            default:
                value = default;
                return true;
        }
    }

    private bool TryReadMap(ref Utf8JsonReader reader, out Value value)
    {
        var (values, keys) = (_valueCount, _keyCount);
        value = default;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = Name(ref reader);
            reader.Read();
            if (!TryReadOne(ref reader, out var child))
            {
                return false;
            }

            Push(child);
            if (_keyCount == _keys.Length)
            {
                Grow(ref _keys);
            }

            _keys[_keyCount++] = key;
        }

        var count = _keyCount - keys;
        _room -= 64 + (count > 8 ? 56L * count : 24L * count);
        if (_room < 0)
        {
            return false;
        }

        value = Value.Of(new ValueMap(_keys.AsSpan(keys, count), _values.AsSpan(values, count)));
        (_valueCount, _keyCount) = (values, keys);
        return true;
    }

    private bool TryReadList(ref Utf8JsonReader reader, out Value value)
    {
        var values = _valueCount;
        value = default;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!TryReadOne(ref reader, out var child))
            {
                return false;
            }

            Push(child);
        }

        var count = _valueCount - values;
        _room -= 56 + (16L * count);
        if (_room < 0)
        {
            return false;
        }

        value = Value.Of(new ValueList(_values.AsSpan(values, count)));
        _valueCount = values;
        return true;
    }

    private void Push(Value value)
    {
        if (_valueCount == _values.Length)
        {
            Grow(ref _values);
        }

        _values[_valueCount++] = value;
        _most = Math.Max(_most, _valueCount);
    }

    // Long stacks are borrowed: they are of no use between two long documents.
    private void Grow<T>(ref T[] stack)
    {
        var size = stack.Length * 2L * Unsafe.SizeOf<T>();
        _room -= size;
        _grown += size;
        var longer = stack.Length * 2 > KeptStack ? ArrayPool<T>.Shared.Rent(stack.Length * 2) : new T[stack.Length * 2];
        stack.CopyTo(longer, 0);
        if (stack.Length > KeptStack)
        {
            ArrayPool<T>.Shared.Return(stack, clearArray: true);
        }

        stack = longer;
    }

    private string Name(ref Utf8JsonReader reader)
    {
        var bytes = reader.ValueSpan;
        if (reader.ValueIsEscaped || bytes.Length is 0 or > LongestName)
        {
            return Text(ref reader);
        }

        var hash = (uint)bytes.Length;
        foreach (var b in bytes)
        {
            hash = (hash * 31) + b;
        }

        ref var slot = ref _names[(hash ^ (hash >> 9)) % Names];
        if (slot is null || !Ascii.Equals(bytes, slot))
        {
            slot = Text(ref reader);
        }

        return slot;
    }

    private string Text(ref Utf8JsonReader reader)
    {
        var bytes = reader.ValueSpan;
        if (bytes.IsEmpty)
        {
            return "";
        }

        if (bytes.Length == 1 && bytes[0] < s_single.Length)
        {
            return s_single[bytes[0]];
        }

        _room -= 32 + (2L * bytes.Length);
        return _room < 0 ? "" : reader.GetString()!;
    }

    private static Value Number(ref Utf8JsonReader reader)
    {
        var digits = reader.ValueSpan;
        if (digits.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0)
        {
            return reader.TryGetInt64(out var integer) ? Value.Of(integer) : Value.Exact(Encoding.ASCII.GetString(digits));
        }

        // Beyond a double's range Java reads infinity, and so does this.
        return Value.Of(double.Parse(digits, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string[] Singles()
    {
        var singles = new string[128];
        for (var i = 0; i < singles.Length; i++)
        {
            singles[i] = ((char)i).ToString();
        }

        return singles;
    }
}
