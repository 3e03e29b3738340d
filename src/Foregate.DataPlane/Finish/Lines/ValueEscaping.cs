// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Finish.Lines;

/// <summary>
/// Makes a value safe inside a log line: nothing a client sends ends the line, closes the quotes around it, or steers a terminal.
/// JSON, CLF and CSV lines: \" and \\ as in JSON; control characters, line separators and what XML does not allow as \uXXXX; bytes
/// that are not UTF-8 likewise, read as Latin-1. XML lines: &amp;, &lt;, &gt; and quotes as entities besides. Where a format puts a
/// value without quotes, spaces and commas in it are the format's affair, as on AWS.
/// </summary>
internal sealed class ValueEscaping
{
    private readonly SearchValues<byte> _special;
    private readonly bool _xml;

    private ValueEscaping(bool xml)
    {
        _xml = xml;
        var special = new List<byte> { (byte)'"', (byte)'\\' };
        for (var i = 0; i < 256; i++)
        {
            if (i is < 0x20 or >= 0x7F)
            {
                special.Add((byte)i);
            }
        }

        if (xml)
        {
            special.AddRange("&<>'"u8);
        }

        _special = SearchValues.Create(special.ToArray());
    }

    /// <summary>For lines of JSON, and for those whose form is not known: the common log format and CSV.</summary>
    public static ValueEscaping Json { get; } = new(xml: false);

    public static ValueEscaping Xml { get; } = new(xml: true);

    public void Write(ReadOnlySpan<byte> value, ByteWriter line)
    {
        var special = value.IndexOfAny(_special);
        if (special < 0)
        {
            line.Write(value);
            return;
        }

        line.Write(value[..special]);
        value = value[special..];
        if (Utf8.IsValid(value))
        {
            WriteRunes(value, line);
        }
        else
        {
            foreach (var b in value)
            {
                WriteRune(new Rune(b), line);
            }
        }
    }

    private void WriteRunes(ReadOnlySpan<byte> value, ByteWriter line)
    {
        while (!value.IsEmpty)
        {
            Rune.DecodeFromUtf8(value, out var rune, out var length);
            if (rune.Value < 0xA0 || rune.Value is 0x2028 or 0x2029 or 0xFFFE or 0xFFFF)
            {
                WriteRune(rune, line);
            }
            else
            {
                line.Write(value[..length]);
            }

            value = value[length..];
        }
    }

    // ASCII as it is or escaped; everything else by its number.
    private void WriteRune(Rune rune, ByteWriter line)
    {
        if (_xml && Entity(rune) is { IsEmpty: false } entity)
        {
            line.Write(entity);
        }
        else if (rune.Value is '"' or '\\')
        {
            line.Write((byte)'\\');
            line.Write((byte)rune.Value);
        }
        else if (rune.Value is >= 0x20 and < 0x7F)
        {
            line.Write((byte)rune.Value);
        }
        else
        {
            line.Write("\\u"u8);
            rune.Value.TryFormat(line.GetSpan(4), out var written, "x4", CultureInfo.InvariantCulture);
            line.Advance(written);
        }
    }

    private static ReadOnlySpan<byte> Entity(Rune rune) => rune.Value switch
    {
        '&' => "&amp;"u8,
        '<' => "&lt;"u8,
        '>' => "&gt;"u8,
        '"' => "&quot;"u8,
        '\'' => "&apos;"u8,
        '\\' => "\\"u8,
        _ => default,
    };
}
