// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Bodies;

/// <summary>The body of a message that has none.</summary>
internal sealed class NoBody : IBodyReader
{
    public static NoBody Instance { get; } = new();

    public long? Length => 0;

    public bool IsEnded => true;

    public ValueTask<BodyChunk> ReadAsync() => new(BodyChunk.End);
}
