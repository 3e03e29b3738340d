// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire;

/// <summary>A piece of a buffer by position, so that it survives the buffer's growth and costs no string.</summary>
internal readonly struct ByteRange(int offset, int length)
{
    public int Offset { get; } = offset;
    public int Length { get; } = length;
    public int End => Offset + Length;
    public bool IsEmpty => Length == 0;

    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> buffer) => buffer.Slice(Offset, Length);
}
