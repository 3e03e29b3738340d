// SPDX-License-Identifier: Apache-2.0
using System.Buffers;

namespace Foregate.DataPlane.Wire.Heads;

/// <summary>Reads one header line strictly (RFC 9112 §5, RFC 9110 §5.5). Requests, responses and trailers read through this one.</summary>
internal static class HeaderLine
{
    private static readonly SearchValues<byte> TokenBytes =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    // Control bytes but HTAB, and DEL: they are invisible to one reader and a line end or a terminator to another.
    private static readonly SearchValues<byte> ForbiddenValueBytes = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 127]);

    public static bool IsToken(ReadOnlySpan<byte> bytes) => !bytes.IsEmpty && bytes.IndexOfAnyExcept(TokenBytes) < 0;

    public static bool IsFieldValue(ReadOnlySpan<byte> bytes) => bytes.IndexOfAny(ForbiddenValueBytes) < 0;

    /// <summary>Reads the line (without its CRLF) that starts at <paramref name="offset"/> of the head's bytes.</summary>
    public static HeadFault Read(ReadOnlySpan<byte> line, int offset, out HeaderField field)
    {
        field = default;
        if (line[0] is (byte)' ' or (byte)'\t')
        {
            return HeadFault.FoldedHeader;
        }

        var colon = line.IndexOf((byte)':');
        if (colon <= 0 || colon > ushort.MaxValue || !IsToken(line[..colon]))
        {
            return HeadFault.BadHeaderName;
        }

        var start = colon + 1;
        var end = line.Length;
        while (start < end && line[start] is (byte)' ' or (byte)'\t')
        {
            start++;
        }

        while (end > start && line[end - 1] is (byte)' ' or (byte)'\t')
        {
            end--;
        }

        if (!IsFieldValue(line[start..end]))
        {
            return HeadFault.BadHeaderValue;
        }

        field = new HeaderField(offset, colon, offset + start, end - start, KnownHeaders.Find(line[..colon]));
        return HeadFault.None;
    }
}
