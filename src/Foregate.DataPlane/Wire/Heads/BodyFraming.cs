// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Text;
using System.Text;

namespace Foregate.DataPlane.Wire.Heads;

/// <summary>What a head says of the length of its body (RFC 9112 §6). Ambiguity is a fault, never a guess.</summary>
internal readonly struct BodyFraming(long? contentLength, bool chunked)
{
    public long? ContentLength { get; } = contentLength;

    public bool IsChunked { get; } = chunked;

    public static HeadFault Read(HeaderTable headers, bool allowsChunked, out BodyFraming framing)
    {
        framing = default;
        var hasLength = headers.TryGet(KnownHeader.ContentLength, out var length);
        if (headers.TryGet(KnownHeader.TransferEncoding, out var coding))
        {
            if (hasLength || !allowsChunked || headers.CountOf(KnownHeader.TransferEncoding) > 1)
            {
                return HeadFault.ConflictingFraming;
            }

            if (!Ascii.EqualsIgnoreCase(coding, "chunked"u8))
            {
                return EndsInChunked(coding) ? HeadFault.UnsupportedTransferCoding : HeadFault.ConflictingFraming;
            }

            framing = new BodyFraming(null, true);
            return HeadFault.None;
        }

        if (!hasLength)
        {
            return HeadFault.None;
        }

        if (headers.CountOf(KnownHeader.ContentLength) > 1)
        {
            return HeadFault.ConflictingFraming;
        }

        if (!TryReadLength(length, out var value))
        {
            return HeadFault.BadContentLength;
        }

        framing = new BodyFraming(value, false);
        return HeadFault.None;
    }

    /// <summary>Digits only, at most 18 after leading zeros: no sign, no list, no white space inside.</summary>
    public static bool TryReadLength(ReadOnlySpan<byte> digits, out long value)
    {
        value = 0;
        if (digits.IsEmpty || digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return false;
        }

        digits = digits.TrimStart((byte)'0');
        return digits.IsEmpty
            || (digits.Length <= 18 && Utf8Parser.TryParse(digits, out value, out var read) && read == digits.Length);
    }

    /// <summary>
    /// Whether chunked is the last coding and only the last: then the body's end could be found, by whoever knows the codings before it.
    /// Without it the end cannot be found at all (RFC 9112 §6.3).
    /// </summary>
    private static bool EndsInChunked(ReadOnlySpan<byte> codings)
    {
        var ends = false;
        foreach (var part in codings.Split((byte)','))
        {
            var coding = codings[part];
            coding = coding[Ascii.Trim(coding)];
            if (ends || !HeaderLine.IsToken(coding))
            {
                return false;
            }

            ends = Ascii.EqualsIgnoreCase(coding, "chunked"u8);
        }

        return ends;
    }
}
