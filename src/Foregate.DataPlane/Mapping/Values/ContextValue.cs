// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Mapping.Values;

/// <summary>The value of a $context variable.</summary>
/// <param name="isRawPath">Whether the variable is a raw path, whose encodings and slashes stay in a path.</param>
internal sealed class ContextValue(ContextWriter variable, bool isRawPath) : MappedValue
{
    [ThreadStatic]
    private static ByteWriter? t_text;

    public override bool Write(Exchange exchange, ByteWriter writer, ValueForm form)
    {
        var start = writer.Length;
        if (form == ValueForm.Text || (isRawPath && form is ValueForm.Path or ValueForm.PathPart))
        {
            if (variable(exchange, writer))
            {
                return true;
            }

            writer.Truncate(start);
            return false;
        }

        var text = t_text ??= new ByteWriter();
        text.Clear();
        if (!variable(exchange, text))
        {
            return false;
        }

        PercentEncoding.Encode(text.Written, writer, form);
        return true;
    }
}
