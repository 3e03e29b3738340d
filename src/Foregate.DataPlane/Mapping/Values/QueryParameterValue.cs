// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Mapping.Values;

/// <summary>A query parameter, found by its decoded name, case-sensitively.</summary>
internal sealed class QueryParameterValue(byte[] name, Multiplicity multiplicity) : MappedValue
{
    [ThreadStatic]
    private static ByteWriter? t_text;

    public override bool Write(Exchange exchange, ByteWriter writer, ValueForm form)
    {
        var reader = new QueryReader(exchange.Request[exchange.Request.Query]);
        var start = writer.Length;
        var found = false;
        while (reader.Next(name))
        {
            if (multiplicity == Multiplicity.Last)
            {
                writer.Truncate(start);
            }
            else if (found)
            {
                writer.Write((byte)',');
            }

            found = true;
            WriteOne(reader.Value, writer, form);
        }

        return found;
    }

    public override bool WriteQuery(Exchange exchange, ByteWriter writer, ReadOnlySpan<byte> target)
    {
        if (multiplicity != Multiplicity.List)
        {
            return base.WriteQuery(exchange, writer, target);
        }

        var reader = new QueryReader(exchange.Request[exchange.Request.Query]);
        var found = false;
        while (reader.Next(name))
        {
            found = true;
            writer.Write((byte)'&');
            writer.Write(target);
            writer.Write((byte)'=');
            writer.Write(reader.Value);
        }

        return found;
    }

    private static void WriteOne(ReadOnlySpan<byte> raw, ByteWriter writer, ValueForm form)
    {
        if (form == ValueForm.Query)
        {
            writer.Write(raw);
            return;
        }

        if (form == ValueForm.Text)
        {
            PercentEncoding.Decode(raw, writer, plusIsSpace: true);
            return;
        }

        var text = t_text ??= new ByteWriter();
        text.Clear();
        PercentEncoding.Decode(raw, text, plusIsSpace: true);
        PercentEncoding.Encode(text.Written, writer, form);
    }
}
