// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Values;

namespace Foregate.DataPlane.Dispatch.RequestMapping;

/// <summary>A piece of a path or query: fixed bytes, or a value of each request.</summary>
internal readonly struct TargetPart
{
    public TargetPart(byte[] bytes) => Bytes = bytes;

    public TargetPart(MappedValue value, ValueForm form)
    {
        Value = value;
        Form = form;
    }

    public byte[]? Bytes { get; }

    public MappedValue? Value { get; }

    public ValueForm Form { get; }
}
