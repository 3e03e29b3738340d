// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Unicode;

namespace Foregate.ControlPlane.Documents;

/// <summary>The bytes of a file, and the line and column of each.</summary>
internal sealed class DocumentText
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly List<int> _lineStarts = [0];
    private int _lastLine;
    private int _lastPosition;
    private int _lastColumn;

    public DocumentText(ReadOnlyMemory<byte> bytes, string file)
    {
        File = file;
        _bytes = bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
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
        if (line != _lastLine || position < _lastPosition)
        {
            _lastLine = line;
            _lastPosition = _lineStarts[line];
            _lastColumn = 0;
        }

        // Readers ask in document order: going on from the last place keeps a document of one long line linear.
        _lastColumn += Encoding.UTF8.GetCharCount(Bytes[_lastPosition..position]);
        _lastPosition = position;
        return new SourceLocation(File, line + 1, _lastColumn + 1);
    }

    /// <summary>The place of the start of line <paramref name="line"/> (from 0) plus <paramref name="bytesIntoLine"/>.</summary>
    public SourceLocation At(long line, long bytesIntoLine) =>
        At(_lineStarts[(int)Math.Clamp(line, 0, _lineStarts.Count - 1)] + bytesIntoLine);

    /// <summary>The place of the first tab in the indentation of line <paramref name="line"/> (from 1) or a later one, if there is any.</summary>
    public SourceLocation? FirstIndentingTab(int line)
    {
        for (var i = Math.Max(0, line - 1); i < _lineStarts.Count; i++)
        {
            var rest = Bytes[_lineStarts[i]..];
            var indent = rest.IndexOfAnyExcept((byte)' ');
            if (indent >= 0 && rest[indent] == (byte)'\t')
            {
                return At(_lineStarts[i] + indent);
            }
        }

        return null;
    }

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
