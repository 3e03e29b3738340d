// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Doubles;

/// <summary>A body of bytes that is there whole, again and again.</summary>
internal sealed class BytesBody(byte[] bytes) : IBodyReader
{
    public long? Length => bytes.Length;

    public bool IsEnded { get; private set; }

    public void Rewind() => IsEnded = false;

    public ValueTask<BodyChunk> ReadAsync()
    {
        var chunk = IsEnded ? BodyChunk.End : new BodyChunk(bytes, BodyStatus.Data);
        IsEnded = true;
        return new ValueTask<BodyChunk>(chunk);
    }
}
