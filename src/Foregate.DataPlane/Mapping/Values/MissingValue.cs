// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Mapping.Values;

/// <summary>A source that no request can have: a stage variable that is not set, a header that is dropped before mappings look.</summary>
internal sealed class MissingValue : MappedValue
{
    public static MissingValue Instance { get; } = new();

    public override bool Write(Exchange exchange, ByteWriter writer, ValueForm form) => false;
}
