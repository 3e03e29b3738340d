// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Mapping.Values;

/// <summary>$request.path: the path below the stage, as sent.</summary>
internal sealed class RequestPathValue : MappedValue
{
    public override bool Write(Exchange exchange, ByteWriter writer, ValueForm form)
    {
        var raw = exchange.Request[exchange.StagePath];
        if (raw.IsEmpty)
        {
            raw = "/"u8;
        }

        if (form == ValueForm.Query)
        {
            PercentEncoding.EncodeRawPathForQuery(raw, writer);
        }
        else
        {
            writer.Write(raw);
        }

        return true;
    }
}
