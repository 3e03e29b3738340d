// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Mapping.Values;

/// <summary>A mapping expression compiled: where a value comes from. Immutable; writes bytes, makes no strings.</summary>
internal abstract class MappedValue
{
    /// <summary>Writes the value in the form its target needs. False, and nothing written, when the source is missing.</summary>
    public abstract bool Write(Exchange exchange, ByteWriter writer, ValueForm form);

    /// <summary>Writes "&amp;name=value" for each value of the source (one, but for lists). False when the source is missing.</summary>
    /// <param name="target">The name, encoded for a query.</param>
    public virtual bool WriteQuery(Exchange exchange, ByteWriter writer, ReadOnlySpan<byte> target)
    {
        var start = writer.Length;
        writer.Write((byte)'&');
        writer.Write(target);
        writer.Write((byte)'=');
        if (Write(exchange, writer, ValueForm.Query))
        {
            return true;
        }

        writer.Truncate(start);
        return false;
    }
}
