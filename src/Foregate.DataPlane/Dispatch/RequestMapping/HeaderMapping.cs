// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Dispatch.RequestMapping;

/// <summary>One mapping of a request header.</summary>
internal sealed class HeaderMapping(string name, MappedValue value, HeaderMode mode)
{
    public byte[] Name { get; } = Encoding.ASCII.GetBytes(name);

    public KnownHeader Id { get; } = KnownHeaders.Find(Encoding.ASCII.GetBytes(name));

    public MappedValue Value { get; } = value;

    public HeaderMode Mode { get; } = mode;
}
