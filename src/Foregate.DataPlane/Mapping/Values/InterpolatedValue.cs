// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Mapping.Values;

/// <summary>Text with ${…} expressions in it (HTTP APIs). Missing when one of its sources is.</summary>
internal sealed class InterpolatedValue(MappedValue[] parts) : MappedValue
{
    public override bool Write(Exchange exchange, ByteWriter writer, ValueForm form)
    {
        var start = writer.Length;
        foreach (var part in parts)
        {
            if (!part.Write(exchange, writer, form))
            {
                writer.Truncate(start);
                return false;
            }
        }

        return true;
    }
}
