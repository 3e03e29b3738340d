// SPDX-License-Identifier: Apache-2.0
using System.IO.Compression;
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Emit.Compression;

/// <summary>
/// A body compressed while it streams: what came in goes out at once. Compressing is work: it is done on the thread pool, not on the thread that reads
/// sockets. A body that breaks off stays broken off.
/// </summary>
internal sealed class CompressedBody : IBodyReader, IDisposable
{
    private readonly IBodyReader _plain;
    private readonly ByteWriter _output = new(16 * 1024);
    private readonly Stream _encoder;
    private BodyChunk? _end;

    public CompressedBody(IBodyReader plain, ContentCoding coding)
    {
        _plain = plain;
        _encoder = Encoder(_output, coding);
    }

    public long? Length => null;

    public bool IsEnded { get; private set; }

    /// <summary>All of a body at once.</summary>
    public static ReadOnlyMemory<byte> Whole(ReadOnlySpan<byte> plain, ContentCoding coding)
    {
        var output = new ByteWriter((plain.Length / 2) + 64);
        using (var encoder = Encoder(output, coding))
        {
            encoder.Write(plain);
        }

        return output.WrittenMemory;
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    public async ValueTask<BodyChunk> ReadAsync()
    {
        if (_end is { } known)
        {
            IsEnded = true;
            return known;
        }

        var chunk = await _plain.ReadAsync();
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        _output.Clear();
        if (chunk.Status == BodyStatus.Data)
        {
            _encoder.Write(chunk.Bytes.Span);
            if (!_plain.IsEnded)
            {
                _encoder.Flush();
                return new BodyChunk(_output.WrittenMemory, BodyStatus.Data);
            }
        }
        else if (chunk.Status != BodyStatus.End)
        {
            IsEnded = true;
            _end = chunk;
            return chunk;
        }

        _encoder.Dispose();
        _end = BodyChunk.End;
        IsEnded = true;
        return new BodyChunk(_output.WrittenMemory, BodyStatus.Data);
    }

    /// <summary>Gives the encoder's memory back; done at the body's end without being asked.</summary>
    public void Dispose() => _encoder.Dispose();

    private static Stream Encoder(ByteWriter output, ContentCoding coding) => coding == ContentCoding.Gzip
        ? new GZipStream(new WriterStream(output), CompressionLevel.Fastest)
        : new ZLibStream(new WriterStream(output), CompressionLevel.Fastest);
}
