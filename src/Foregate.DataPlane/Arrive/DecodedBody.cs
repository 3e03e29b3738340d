// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.IO.Compression;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Arrive;

/// <summary>
/// A body decoded of gzip or deflate while it streams. The limit counts decoded bytes, so that a small body cannot become a large one.
/// Decoding is work: each piece is done on the thread pool, not on the thread that reads sockets.
/// </summary>
internal sealed class DecodedBody(IBodyReader encoded, bool isGzip, long limit) : IBodyReader, IDisposable
{
    private const int PieceSize = 16 * 1024;

    /// <summary>RFC 1950 §9: the largest prime below 65536.</summary>
    private const uint AdlerBase = 65521;

    /// <summary>RFC 1950 §9: so many bytes before the sums can overflow.</summary>
    private const int AdlerRun = 5552;

    private readonly EncodedStream _source = new(encoded);
    private readonly byte[] _piece = new byte[PieceSize];
    private Stream? _decoder;
    private Format _format;
    private BodyStatus _ended;
    private long _decoded;
    private uint _adler = 1;

    private enum Format : byte
    {
        Gzip,
        Zlib,

        /// <summary>What "deflate" means to some clients (RFC 9110 §8.4.1.2). Has no checksum.</summary>
        Raw,
    }

    public long? Length => null;

    public bool IsEnded { get; private set; }

    public ValueTask<BodyChunk> ReadAsync() => IsEnded ? new ValueTask<BodyChunk>(new BodyChunk(default, _ended)) : DecodeAsync();

    /// <summary>Gives the decoder's memory back; done at the body's end without being asked.</summary>
    public void Dispose()
    {
        _decoder?.Dispose();
        _source.Dispose();
    }

    private async ValueTask<BodyChunk> DecodeAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            _decoder ??= await OpenAsync();
            var count = await _decoder.ReadAsync(_piece);
            if (count == 0)
            {
                return End(await CheckAsync());
            }

            _decoded += count;
            if (_decoded > limit)
            {
                return End(BodyStatus.TooLarge);
            }

            if (_format == Format.Zlib)
            {
                Sum(_piece.AsSpan(0, count));
            }

            return new BodyChunk(_piece.AsMemory(0, count), BodyStatus.Data);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // The latter for what zlib knows and .NET does not: a dictionary agreed elsewhere.
            return End(BodyStatus.Undecodable);
        }
    }

    private async ValueTask<Stream> OpenAsync()
    {
        if (isGzip)
        {
            return new GZipStream(_source, CompressionMode.Decompress);
        }

        var first = await _source.PeekAsync();
        // RFC 1950 §2.2: method 8, and a multiple of 31.
        _format = first.Length == 2 && (first.Span[0] & 15) == 8 && BinaryPrimitives.ReadUInt16BigEndian(first.Span) % 31 == 0 ? Format.Zlib : Format.Raw;
        return _format == Format.Zlib
            ? new ZLibStream(_source, CompressionMode.Decompress)
            : new DeflateStream(_source, CompressionMode.Decompress);
    }

    /// <summary>.NET takes a body that breaks off, and one with more behind it, for whole; the trailer knows better.</summary>
    private async ValueTask<BodyStatus> CheckAsync()
    {
        if (!await _source.IsAtEndAsync())
        {
            return BodyStatus.Undecodable;
        }

        if (_source.Ended != BodyStatus.End)
        {
            return _source.Ended;
        }

        // No body at all has nothing to decode.
        var isWhole = _source.IsEmpty || _format switch
        {
            Format.Gzip => BinaryPrimitives.ReverseEndianness(_source.Tail) == (uint)_decoded,
            Format.Zlib => _source.Tail == _adler,
            _ => !_source.IsExhausted,
        };
        return isWhole ? BodyStatus.End : BodyStatus.Undecodable;
    }

    private BodyChunk End(BodyStatus status)
    {
        _ended = status;
        IsEnded = true;
        Dispose();
        return new BodyChunk(default, status);
    }

    private void Sum(ReadOnlySpan<byte> bytes)
    {
        var a = _adler & 0xFFFF;
        var b = _adler >> 16;
        while (!bytes.IsEmpty)
        {
            var run = bytes[..Math.Min(bytes.Length, AdlerRun)];
            bytes = bytes[run.Length..];
            foreach (var value in run)
            {
                a += value;
                b += a;
            }

            a %= AdlerBase;
            b %= AdlerBase;
        }

        _adler = (b << 16) | a;
    }
}
