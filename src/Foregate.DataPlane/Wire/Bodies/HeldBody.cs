// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Wire.Awaiting;

namespace Foregate.DataPlane.Wire.Bodies;

/// <summary>A body whose beginning is read before it is decided what becomes of it; read on, it is the whole body again.</summary>
internal sealed class HeldBody(IBodyReader rest) : IBodyReader
{
    private readonly ByteWriter _held = new((int)Math.Min(rest.Length ?? 4096, 64 * 1024) + 1);
    private BodyChunk _last = new(default, BodyStatus.Data);
    private bool _isGiven;

    public long? Length => rest.Length;

    public bool IsEnded { get; private set; }

    /// <summary>What was read so far.</summary>
    public ReadOnlyMemory<byte> Held => _held.WrittenMemory;

    /// <summary>Reads on until more than <paramref name="count"/> bytes are held (<see cref="BodyStatus.Data"/>), or tells how the body ended.</summary>
    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    public async ValueTask<BodyStatus> HoldAsync(long count)
    {
        while (_last.Status == BodyStatus.Data && _held.Length <= count)
        {
            _last = await rest.ReadAsync();
            _held.Write(_last.Bytes.Span);
        }

        return _last.Status;
    }

    public ValueTask<BodyChunk> ReadAsync()
    {
        if (!_isGiven && _held.Length > 0)
        {
            _isGiven = true;
            IsEnded = _last.Status == BodyStatus.End;
            return new ValueTask<BodyChunk>(new BodyChunk(_held.WrittenMemory, BodyStatus.Data));
        }

        if (_last.Status != BodyStatus.Data)
        {
            IsEnded = true;
            return new ValueTask<BodyChunk>(new BodyChunk(default, _last.Status));
        }

        return rest.ReadAsync();
    }
}
