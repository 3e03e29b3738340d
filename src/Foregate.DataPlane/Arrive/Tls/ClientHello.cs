// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Buffers.Binary;

namespace Foregate.DataPlane.Arrive.Tls;

/// <summary>
/// What a client offers before any answer (RFC 8446 §4.1.2): enough to know which of a certificate's contexts its handshake is for. .NET tells
/// the server name only.
/// </summary>
internal sealed class ClientHello
{
    /// <summary>Longer ones are not waited for.</summary>
    private const int MaxSize = 16 * 1024;

    private const int RecordHeader = 5;
    private const byte Handshake = 22;
    private const byte ClientHelloType = 1;
    private const int SupportedVersions = 43;
    private const int Tls13 = 0x0304;

    /// <summary>What was not understood, and therefore gets the narrowest choice.</summary>
    public static ClientHello Unknown { get; } = new();

    public bool OffersTls13 { get; private init; }

    /// <summary>ECDHE with AES-GCM, authenticated by an ECDSA key.</summary>
    public bool OffersEcdsaGcm { get; private init; }

    /// <summary>ECDHE with AES-GCM, authenticated by an RSA key.</summary>
    public bool OffersRsaGcm { get; private init; }

    /// <summary>False when more bytes must come first. What is no ClientHello is <see cref="Unknown"/>: TLS itself refuses it.</summary>
    public static bool TryRead(in ReadOnlySequence<byte> received, out ClientHello hello)
    {
        hello = Unknown;
        var size = (int)Math.Min(received.Length, MaxSize);
        var bytes = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            received.Slice(0, size).CopyTo(bytes);
            var message = Join(bytes.AsSpan(0, size), out var isWhole);
            if (message.Length < 4 || message[0] != ClientHelloType)
            {
                return isWhole || size == MaxSize;
            }

            var length = (message[1] << 16) | (message[2] << 8) | message[3];
            if (message.Length - 4 < length)
            {
                return isWhole || size == MaxSize;
            }

            hello = Parse(message.Slice(4, length)) ?? Unknown;
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Moves the payloads of the handshake records together, in place.</summary>
    /// <param name="isWhole">Whether no more of it can come, because something else follows.</param>
    private static Span<byte> Join(Span<byte> bytes, out bool isWhole)
    {
        isWhole = false;
        var joined = 0;
        for (var at = 0; at < bytes.Length;)
        {
            if (bytes[at] != Handshake)
            {
                isWhole = true;
                break;
            }

            if (bytes.Length - at < RecordHeader)
            {
                break;
            }

            var length = Math.Min(BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 3)..]), bytes.Length - at - RecordHeader);
            bytes.Slice(at + RecordHeader, length).CopyTo(bytes[joined..]);
            joined += length;
            at += RecordHeader + length;
        }

        return bytes[..joined];
    }

    private static ClientHello? Parse(ReadOnlySpan<byte> body)
    {
        // Version, random, then session id, suites, compression methods and extensions, each behind its length.
        if (body.Length < 34
            || !Take(body[34..], 1, out _, out var rest)
            || !Take(rest, 2, out var suites, out rest)
            || !Take(rest, 1, out _, out rest))
        {
            return null;
        }

        return new ClientHello
        {
            OffersTls13 = rest.IsEmpty || !Take(rest, 2, out var extensions, out _) ? false : ReadVersions(extensions),
            OffersEcdsaGcm = Has(suites, 0xC02B) || Has(suites, 0xC02C),
            OffersRsaGcm = Has(suites, 0xC02F) || Has(suites, 0xC030),
        };
    }

    private static bool ReadVersions(ReadOnlySpan<byte> extensions)
    {
        while (extensions.Length >= 4)
        {
            var type = BinaryPrimitives.ReadUInt16BigEndian(extensions);
            if (!Take(extensions[2..], 2, out var content, out extensions))
            {
                return false;
            }

            if (type == SupportedVersions)
            {
                return Take(content, 1, out var versions, out _) && Has(versions, Tls13);
            }
        }

        return false;
    }

    private static bool Has(ReadOnlySpan<byte> list, int value)
    {
        for (var i = 0; i + 1 < list.Length; i += 2)
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(list[i..]) == value)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes a vector behind its length of one or two bytes.</summary>
    private static bool Take(ReadOnlySpan<byte> from, int prefix, out ReadOnlySpan<byte> vector, out ReadOnlySpan<byte> rest)
    {
        vector = rest = default;
        if (from.Length < prefix)
        {
            return false;
        }

        var length = prefix == 1 ? from[0] : BinaryPrimitives.ReadUInt16BigEndian(from);
        if (from.Length - prefix < length)
        {
            return false;
        }

        vector = from.Slice(prefix, length);
        rest = from[(prefix + length)..];
        return true;
    }
}
