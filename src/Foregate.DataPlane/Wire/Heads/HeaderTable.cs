// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Wire.Heads;

/// <summary>
/// The headers of one head as received: exact bytes, order and duplicates, with an id for each header that some rule is about
/// and a bitmap of the ids present. Ranges point into <see cref="Bytes"/>, which the owner of the head replaces when it grows.
/// </summary>
internal sealed class HeaderTable
{
    /// <summary>More lines than this in one head are refused, whatever their size.</summary>
    public const int MaxFields = 256;

    private HeaderField[] _fields = new HeaderField[24];
    private ulong _present;

    /// <summary>The buffer that all ranges of this table point into.</summary>
    public byte[] Bytes { get; set; } = [];

    public int Count { get; private set; }

    public ReadOnlySpan<HeaderField> Fields => _fields.AsSpan(0, Count);

    public void Clear()
    {
        Count = 0;
        _present = 0;
    }

    /// <summary>False when the head already has <see cref="MaxFields"/> lines.</summary>
    public bool Add(in HeaderField field)
    {
        if (Count == _fields.Length)
        {
            if (Count >= MaxFields)
            {
                return false;
            }

            Array.Resize(ref _fields, Math.Min(Count * 2, MaxFields));
        }

        _fields[Count++] = field;
        _present |= 1UL << (int)field.Id;
        return true;
    }

    /// <summary>Whether at least one line with this id is present (not meaningful for <see cref="KnownHeader.Unknown"/>).</summary>
    public bool Has(KnownHeader id) => (_present & (1UL << (int)id)) != 0;

    public ReadOnlySpan<byte> Name(in HeaderField field) => Bytes.AsSpan(field.NameOffset, field.NameLength);

    public ReadOnlySpan<byte> Value(in HeaderField field) => Bytes.AsSpan(field.ValueOffset, field.ValueLength);

    /// <summary>The line as received with its CRLF, when it reads "name: value" exactly; empty when white space was sent otherwise.</summary>
    public ReadOnlySpan<byte> Line(in HeaderField field)
    {
        var bytes = Bytes.AsSpan(field.NameOffset);
        var length = field.NameLength + 2 + field.ValueLength;
        return field.ValueOffset == field.NameOffset + field.NameLength + 2
            && bytes.Length >= length + 2
            && bytes[field.NameLength + 1] == (byte)' '
            && bytes[length] == (byte)'\r' && bytes[length + 1] == (byte)'\n'
            ? bytes[..(length + 2)]
            : default;
    }

    public int CountOf(KnownHeader id)
    {
        var count = 0;
        if (Has(id))
        {
            foreach (ref readonly var field in Fields)
            {
                count += field.Id == id ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>The first line with this id.</summary>
    public bool TryGet(KnownHeader id, out ReadOnlySpan<byte> value)
    {
        if (Has(id))
        {
            foreach (ref readonly var field in Fields)
            {
                if (field.Id == id)
                {
                    value = Value(field);
                    return true;
                }
            }
        }

        value = default;
        return false;
    }

    /// <summary>The last line with this id: API Gateway's single-value sources take the last value.</summary>
    public bool TryGetLast(KnownHeader id, out ReadOnlySpan<byte> value)
    {
        if (Has(id))
        {
            for (var i = Count - 1; i >= 0; i--)
            {
                if (_fields[i].Id == id)
                {
                    value = Value(_fields[i]);
                    return true;
                }
            }
        }

        value = default;
        return false;
    }

    /// <summary>The next line with this name from <paramref name="start"/> on, or -1.</summary>
    /// <param name="ignoreCase">REST mappings compare names exactly as sent (AWS); everything else ignores case.</param>
    public int IndexOf(ReadOnlySpan<byte> name, bool ignoreCase, int start = 0)
    {
        for (var i = start; i < Count; i++)
        {
            ref readonly var field = ref _fields[i];
            if (field.NameLength == name.Length
                && (ignoreCase ? Ascii.EqualsIgnoreCase(Name(field), name) : Name(field).SequenceEqual(name)))
            {
                return i;
            }
        }

        return -1;
    }
}
