// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Bodies;

/// <summary>A piece of a body; its bytes are valid until the next read.</summary>
internal readonly struct BodyChunk(ReadOnlyMemory<byte> bytes, BodyStatus status)
{
    public static BodyChunk End { get; } = new(default, BodyStatus.End);

    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public BodyStatus Status { get; } = status;
}
