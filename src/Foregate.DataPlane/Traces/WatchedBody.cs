// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Traces;

/// <summary>A body that is read as before while its beginning, as much as a line of a log takes, is kept. It delays and holds back nothing.</summary>
internal sealed class WatchedBody : IBodyReader
{
    private IBodyReader _body = NoBody.Instance;

    /// <summary>What was seen of it, up to what a line takes and a little more.</summary>
    public ByteWriter Seen { get; } = new(0);

    public long? Length => _body.Length;

    public bool IsEnded => _body.IsEnded;

    /// <summary>Watches a body from now on.</summary>
    public IBodyReader Over(IBodyReader body)
    {
        _body = body;
        return this;
    }

    public void Reset()
    {
        _body = NoBody.Instance;
        Seen.Clear();
    }

    public ValueTask<BodyChunk> ReadAsync()
    {
        var reading = _body.ReadAsync();
        return reading.IsCompletedSuccessfully ? new ValueTask<BodyChunk>(See(reading.Result)) : Awaited(reading);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<BodyChunk> Awaited(ValueTask<BodyChunk> reading) => See(await reading);

    private BodyChunk See(BodyChunk chunk)
    {
        if (chunk.Status == BodyStatus.Data)
        {
            ExecutionTrace.Keep(chunk.Bytes.Span, Seen);
        }

        return chunk;
    }
}
