// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Foregate.Standards.Values;

/// <summary>
/// Makes a tree of a JSON document, in one pass over its bytes. Children wait on a stack until their list or map ends, so that each gets exactly the room
/// it needs; names come of a small table, because documents repeat them.
/// </summary>
internal sealed class JsonTreeReader
{
    private const int KeptStack = 4096;

    // Deeper than this the thread's stack is looked at.
    private const int SafeDepth = 300;

    [ThreadStatic]
    private static JsonTreeReader? t_spare;

    private readonly JsonNames _names = new();
    private Value[] _values = new Value[64];
    private string[] _keys = new string[64];
    private int _valueCount;
    private int _keyCount;
    private int _most;
    private int _maxDepth;

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
        var most = (10L * json.Length) + (1 << 20);
        _room = most;
        _grown = 0;
        _maxDepth = maxDepth;
        var at = 0;
        var isRead = TryReadOne(json, ref at, 0, out value) && JsonScan.Space(json, ref at) == 0 && at == json.Length;
        // The stacks are borrowed: they only count while it is read.
        taken = most - _room - _grown;
        if (isRead && taken <= room)
        {
            return true;
        }

        value = default;
        return false;
    }

    private bool TryReadOne(ReadOnlySpan<byte> json, ref int at, int depth, out Value value)
    {
        switch (JsonScan.Space(json, ref at))
        {
            case (byte)'"':
                var isText = TryReadText(json, ref at, out var text);
                value = Value.Of(text);
                return isText;
            case (byte)'{':
                return TryReadMap(json, ref at, depth + 1, out value);
            case (byte)'[':
                return TryReadList(json, ref at, depth + 1, out value);
            case (byte)'t':
                value = Value.True;
                return JsonScan.Takes(json, ref at, "true"u8);
            case (byte)'f':
                value = Value.False;
                return JsonScan.Takes(json, ref at, "false"u8);
            case (byte)'n':
                value = default;
                return JsonScan.Takes(json, ref at, "null"u8);
            default:
                return JsonScan.TryReadNumber(json, ref at, out value);
        }
    }

    private bool TryReadMap(ReadOnlySpan<byte> json, ref int at, int depth, out Value value)
    {
        var (values, keys) = (_valueCount, _keyCount);
        var shape = _names.Shape(depth);
        var known = 0;
        value = default;
        if (!MayEnter(depth))
        {
            return false;
        }

        at++;
        if (JsonScan.Space(json, ref at) != '}')
        {
            while (true)
            {
                if (JsonScan.Space(json, ref at) != '"' || !TryReadName(json, ref at, shape, _keyCount - keys, ref known, out var key)
                    || JsonScan.Space(json, ref at) != ':')
                {
                    return false;
                }

                at++;
                if (!TryReadOne(json, ref at, depth, out var child))
                {
                    return false;
                }

                Push(child);
                if (_keyCount == _keys.Length)
                {
                    Grow(ref _keys);
                }

                _keys[_keyCount++] = key;
                var next = JsonScan.Space(json, ref at);
                if (next == '}')
                {
                    break;
                }

                if (next != ',')
                {
                    return false;
                }

                at++;
            }
        }

        at++;
        var count = _keyCount - keys;
        _room -= 64 + (count > 8 ? 56L * count : 24L * count);
        if (_room < 0)
        {
            return false;
        }

        var names = _keys.AsSpan(keys, count);
        var areDistinct = known == count;
        var map = new ValueMap(names, _values.AsSpan(values, count), areDistinct);
        if (!areDistinct && map.Count == count)
        {
            _names.Remember(depth, names);
        }

        value = Value.Of(map);
        (_valueCount, _keyCount) = (values, keys);
        return true;
    }

    private bool TryReadList(ReadOnlySpan<byte> json, ref int at, int depth, out Value value)
    {
        var values = _valueCount;
        value = default;
        if (!MayEnter(depth))
        {
            return false;
        }

        at++;
        if (JsonScan.Space(json, ref at) != ']')
        {
            while (true)
            {
                if (!TryReadOne(json, ref at, depth, out var child))
                {
                    return false;
                }

                Push(child);
                var next = JsonScan.Space(json, ref at);
                if (next == ']')
                {
                    break;
                }

                if (next != ',')
                {
                    return false;
                }

                at++;
            }
        }

        at++;
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

    private bool MayEnter(int depth) => depth <= _maxDepth && (depth < SafeDepth || RuntimeHelpers.TryEnsureSufficientExecutionStack());

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

    // Members of objects in a list mostly are named as those of the one before.
    private bool TryReadName(ReadOnlySpan<byte> json, ref int at, JsonName[] shape, int member, ref int known, out string name)
    {
        if (member == known && member < shape.Length && shape[member].Text is { } foreseen)
        {
            var bytes = shape[member].Utf8;
            var rest = json[(at + 1)..];
            if (rest.Length > bytes.Length && rest[bytes.Length] == '"' && rest.StartsWith(bytes))
            {
                at += bytes.Length + 2;
                known++;
                name = foreseen;
                return true;
            }
        }

        var length = JsonScan.PlainLength(json[(at + 1)..]);
        if (length is <= 0 or > JsonNames.Longest)
        {
            return TryReadText(json, ref at, out name);
        }

        if (_names.TryGet(json.Slice(at + 1, length), out name))
        {
            at += length + 2;
            return true;
        }

        var start = at + 1;
        if (!TryReadText(json, ref at, out name))
        {
            return false;
        }

        _room -= 24 + length;
        _names.Add(json.Slice(start, length), name);
        return true;
    }

    private bool TryReadText(ReadOnlySpan<byte> json, ref int at, out string text)
    {
        text = "";
        var rest = json[(at + 1)..];
        var length = JsonScan.PlainLength(rest);
        if (length < 0)
        {
            return TryReadEscaped(json, ref at, out text);
        }

        at += length + 2;
        if (length < 2)
        {
            text = length == 0 ? "" : rest[0] < 128 ? JsonNames.Single(rest[0]) : "";
            return length == 0 || rest[0] < 128;
        }

        _room -= 32 + (2L * length);
        var bytes = rest[..length];
        if (_room < 0)
        {
            return false;
        }

        if (Ascii.IsValid(bytes))
        {
            text = Encoding.Latin1.GetString(bytes);
            return true;
        }

        if (!System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return false;
        }

        text = Encoding.UTF8.GetString(bytes);
        return true;
    }

    // Escapes are few: the runtime's reader knows them.
    private bool TryReadEscaped(ReadOnlySpan<byte> json, ref int at, out string text)
    {
        text = "";
        var length = JsonScan.EscapedLength(json[at..]);
        if (length < 0)
        {
            return false;
        }

        _room -= 32 + (2L * length);
        if (_room < 0)
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(json.Slice(at, length));
            at += length;
            if (!reader.Read())
            {
                return false;
            }

            text = reader.GetString()!;
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter: half a surrogate pair, or bytes that are no UTF-8.
            return false;
        }
    }
}
