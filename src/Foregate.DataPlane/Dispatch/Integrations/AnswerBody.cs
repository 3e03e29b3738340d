// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Dispatch.Integrations;

/// <summary>
/// A back end's body whose first piece is read before anything is answered, so that one that breaks off at once can still be told of;
/// it ends as too large when it grows beyond the limit.
/// </summary>
internal sealed class AnswerBody : IBodyReader
{
    private IBodyReader _body = NoBody.Instance;
    private BodyChunk? _first;
    private long _left;

    public long? Length => _body.Length;

    public bool IsEnded => _first is null && _body.IsEnded;

    /// <summary>Starts on a body: how its first piece came. The piece is given out by the first read.</summary>
    public ValueTask<BodyStatus> StartAsync(IBodyReader body, long limit)
    {
        _body = body;
        _left = limit;
        var reading = body.ReadAsync();
        return reading.IsCompletedSuccessfully ? new ValueTask<BodyStatus>(Hold(reading.Result)) : AwaitedFirst(reading);
    }

    public ValueTask<BodyChunk> ReadAsync()
    {
        if (_first is { } first)
        {
            _first = null;
            return new ValueTask<BodyChunk>(first);
        }

        var reading = _body.ReadAsync();
        return reading.IsCompletedSuccessfully ? new ValueTask<BodyChunk>(Count(reading.Result)) : Awaited(reading);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<BodyStatus> AwaitedFirst(ValueTask<BodyChunk> reading) => Hold(await reading);

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<BodyChunk> Awaited(ValueTask<BodyChunk> reading) => Count(await reading);

    private BodyStatus Hold(BodyChunk chunk)
    {
        _first = Count(chunk);
        return _first.Value.Status;
    }

    private BodyChunk Count(BodyChunk chunk)
    {
        _left -= chunk.Bytes.Length;
        return _left < 0 ? new BodyChunk(default, BodyStatus.TooLarge) : chunk;
    }
}
