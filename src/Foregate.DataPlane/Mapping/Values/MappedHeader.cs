// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Mapping.Values;

/// <summary>A header whose value a mapping makes.</summary>
internal sealed class MappedHeader(byte[] name, MappedValue value)
{
    public byte[] Name { get; } = name;

    public MappedValue Value { get; } = value;
}
