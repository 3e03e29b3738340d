// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Bind;

/// <summary>Decodes a path segment for comparison with literals.</summary>
internal static class PercentEncoding
{
    /// <summary>
    /// Writes the decoded bytes (never more than there were) and returns how many; -1 when they do not fit.
    /// A percent sign that starts no encoding stands for itself. The two spans may be the same.
    /// </summary>
    public static int Decode(ReadOnlySpan<byte> segment, Span<byte> to)
    {
        var length = 0;
        for (var i = 0; i < segment.Length; i++)
        {
            if (length == to.Length)
            {
                return -1;
            }

            var b = segment[i];
            if (b == (byte)'%' && i + 2 < segment.Length && char.IsAsciiHexDigit((char)segment[i + 1]) && char.IsAsciiHexDigit((char)segment[i + 2]))
            {
                b = (byte)((Digit(segment[i + 1]) << 4) | Digit(segment[i + 2]));
                i += 2;
            }

            to[length++] = b;
        }

        return length;
    }

    private static int Digit(byte b) => b <= '9' ? b - '0' : (b | 0x20) - 'a' + 10;
}
