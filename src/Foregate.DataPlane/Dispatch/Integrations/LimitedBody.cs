// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Dispatch.Integrations;

/// <summary>A body of unknown length that ends as too large when it grows beyond the limit.</summary>
internal sealed class LimitedBody : IBodyReader
{
    private IBodyReader _body = NoBody.Instance;
    private long _left;

    public long? Length => _body.Length;

    public bool IsEnded => _body.IsEnded;

    public void Start(IBodyReader body, long limit)
    {
        _body = body;
        _left = limit;
    }

    public ValueTask<BodyChunk> ReadAsync()
    {
        var reading = _body.ReadAsync();
        return reading.IsCompletedSuccessfully ? new ValueTask<BodyChunk>(Count(reading.Result)) : Awaited(reading);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<BodyChunk> Awaited(ValueTask<BodyChunk> reading) => Count(await reading);

    private BodyChunk Count(BodyChunk chunk)
    {
        _left -= chunk.Bytes.Length;
        return _left < 0 ? new BodyChunk(default, BodyStatus.TooLarge) : chunk;
    }
}
