// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Mapping.Values;

/// <summary>A path variable's value.</summary>
/// <param name="index">Which of the route's variables.</param>
/// <param name="decodes">Whether text is decoded (HTTP APIs) or as sent (REST APIs, recorded).</param>
internal sealed class PathParameterValue(int index, bool decodes) : MappedValue
{
    public override bool Write(Exchange exchange, ByteWriter writer, ValueForm form)
    {
        var raw = exchange.Request[exchange.Route.Parameters[index]];
        if (form == ValueForm.Query)
        {
            PercentEncoding.EncodeRawPathForQuery(raw, writer);
        }
        else if (form == ValueForm.Text && decodes)
        {
            PercentEncoding.Decode(raw, writer, plusIsSpace: false);
        }
        else
        {
            writer.Write(raw);
        }

        return true;
    }
}
