// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>How Kestrel turns header bytes into strings and back, so that no byte is lost and no length is guessed.</summary>
internal static class HeaderEncodings
{
    private static readonly Encoding Length = new DigitsOnly();

    /// <summary>Latin-1, which keeps every byte; Content-Length by its own rule.</summary>
    public static Encoding ForRequest(string name) =>
        name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) ? Length : Encoding.Latin1;

    public static Encoding ForResponse(string name) => Encoding.Latin1;

    /// <summary>Kestrel's number parser takes signs and white space (+3, -0): here they become what no parser takes.</summary>
    private sealed class DigitsOnly : Encoding
    {
        public override int GetByteCount(char[] chars, int index, int count) => count;

        public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
            Latin1.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

        public override int GetCharCount(byte[] bytes, int index, int count) => count;

        public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
        {
            for (var i = 0; i < byteCount; i++)
            {
                var b = bytes[byteIndex + i];
                chars[charIndex + i] = b is >= (byte)'0' and <= (byte)'9' ? (char)b : '!';
            }

            return byteCount;
        }

        public override int GetMaxByteCount(int charCount) => charCount;

        public override int GetMaxCharCount(int byteCount) => byteCount;
    }
}
