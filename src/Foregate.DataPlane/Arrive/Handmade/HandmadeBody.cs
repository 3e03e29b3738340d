// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Arrive.Handmade;

/// <summary>A request's body that is there whole.</summary>
internal sealed class HandmadeBody(byte[] bytes) : IBodyReader
{
    public long? Length => bytes.Length;

    public bool IsEnded { get; private set; } = bytes.Length == 0;

    public ValueTask<BodyChunk> ReadAsync()
    {
        var chunk = IsEnded ? BodyChunk.End : new BodyChunk(bytes, BodyStatus.Data);
        IsEnded = true;
        return new ValueTask<BodyChunk>(chunk);
    }
}
