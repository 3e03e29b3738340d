// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>How Kestrel turns header bytes into strings and back, so that no byte is lost and no length is guessed.</summary>
internal static class HeaderEncodings
{
    private static readonly Encoding Length = new DigitsOnly();
    private static readonly Encoding Host = new Witnessed();

    /// <summary>Latin-1, which keeps every byte; Content-Length by its own rule.</summary>
    public static Encoding ForRequest(string name) => name.Length switch
    {
        4 when name.Equals("Host", StringComparison.OrdinalIgnoreCase) => Host,
        14 when name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) => Length,
        _ => Encoding.Latin1,
    };

    public static Encoding ForResponse(string name) => Encoding.Latin1;

    /// <summary>Latin-1 that tells the connection's witness.</summary>
    private sealed class Witnessed : ByteForByte
    {
        protected override void Convert(ReadOnlySpan<byte> bytes, Span<char> chars)
        {
            Latin1.GetChars(bytes, chars);
            HostWitness.Current?.Note(new string(chars[..bytes.Length]));
        }
    }

    /// <summary>Kestrel's number parser takes signs and white space (+3, -0): here they become what no parser takes.</summary>
    private sealed class DigitsOnly : ByteForByte
    {
        protected override void Convert(ReadOnlySpan<byte> bytes, Span<char> chars)
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                chars[i] = bytes[i] is >= (byte)'0' and <= (byte)'9' ? (char)bytes[i] : '!';
            }
        }
    }

    /// <summary>An encoding of one char for each byte.</summary>
    private abstract class ByteForByte : Encoding
    {
        public override int GetByteCount(char[] chars, int index, int count) => count;

        public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
            Latin1.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

        public override int GetCharCount(byte[] bytes, int index, int count) => count;

        public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
        {
            Convert(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex));
            return byteCount;
        }

        public override int GetMaxByteCount(int charCount) => charCount;

        public override int GetMaxCharCount(int byteCount) => byteCount;

        protected abstract void Convert(ReadOnlySpan<byte> bytes, Span<char> chars);
    }
}
