// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Bodies;

/// <summary>A body that is there whole. Used again for the next.</summary>
internal sealed class MemoryBody : IBodyReader
{
    private ReadOnlyMemory<byte> _bytes;

    public long? Length { get; private set; } = 0;

    public bool IsEnded => _bytes.IsEmpty;

    public void Set(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        Length = bytes.Length;
    }

    public ValueTask<BodyChunk> ReadAsync()
    {
        var chunk = _bytes.IsEmpty ? BodyChunk.End : new BodyChunk(_bytes, BodyStatus.Data);
        _bytes = default;
        return new ValueTask<BodyChunk>(chunk);
    }
}
