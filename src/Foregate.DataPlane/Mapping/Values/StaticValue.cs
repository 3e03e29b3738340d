// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Mapping.Values;

/// <summary>A value that the definition says: a static text or a stage variable. All its forms are made once.</summary>
internal sealed class StaticValue : MappedValue
{
    private readonly byte[] _path;
    private readonly byte[] _query;

    public StaticValue(string text)
    {
        Text = Encoding.UTF8.GetBytes(text);
        var writer = new ByteWriter();
        PercentEncoding.EncodeDefinedPath(Text, writer);
        _path = writer.Written.ToArray();
        writer.Clear();
        PercentEncoding.Encode(Text, writer, ValueForm.Query);
        _query = writer.Written.ToArray();
    }

    public byte[] Text { get; }

    public override bool Write(Exchange exchange, ByteWriter writer, ValueForm form)
    {
        writer.Write(form switch
        {
            ValueForm.Text => Text,
            ValueForm.Query => _query,
            _ => _path,
        });
        return true;
    }
}
