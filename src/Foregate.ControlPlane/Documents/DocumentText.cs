// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Unicode;

namespace Foregate.ControlPlane.Documents;

/// <summary>The bytes of a file, and the line and column of each.</summary>
internal sealed class DocumentText
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly List<int> _lineStarts = [0];
    private readonly int _skipped;

    public DocumentText(ReadOnlyMemory<byte> bytes, string file)
    {
        File = file;
        _skipped = bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        _bytes = bytes[_skipped..];
        var span = _bytes.Span;
        for (var i = 0; i < span.Length; i++)
        {
            if (span[i] == (byte)'\n' || (span[i] == (byte)'\r' && (i + 1 == span.Length || span[i + 1] != (byte)'\n')))
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    public string File { get; }

    /// <summary>What stands behind the byte order mark, if there is one.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <summary>The place of the byte at <paramref name="offset"/> (from the byte order mark on).</summary>
    public SourceLocation At(long offset)
    {
        var position = (int)Math.Clamp(offset, 0, _bytes.Length);
        var line = _lineStarts.BinarySearch(position);
        line = line < 0 ? ~line - 1 : line;
        var start = _lineStarts[line];
        return new SourceLocation(File, line + 1, Encoding.UTF8.GetCharCount(Bytes[start..position]) + 1);
    }

    /// <summary>The place of the start of line <paramref name="line"/> (from 0) plus <paramref name="bytesIntoLine"/>.</summary>
    public SourceLocation At(long line, long bytesIntoLine) =>
        At(_lineStarts[(int)Math.Clamp(line, 0, _lineStarts.Count - 1)] + bytesIntoLine);

    /// <summary>The offset of the first byte that is not UTF-8, or -1.</summary>
    public int FirstInvalidByte()
    {
        if (Utf8.IsValid(Bytes))
        {
            return -1;
        }

        var at = 0;
        while (Rune.DecodeFromUtf8(Bytes[at..], out _, out var consumed) == System.Buffers.OperationStatus.Done)
        {
            at += consumed;
        }

        return at;
    }
}
