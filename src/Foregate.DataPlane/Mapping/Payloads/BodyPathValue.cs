// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Wire;
using Foregate.Standards.JsonPath;
using Foregate.Standards.Values;

namespace Foregate.DataPlane.Mapping.Payloads;

/// <summary>
/// A part of the request's body, or of the integration's answer, found by JSONPath (aws-apigateway §3.7). A body that begins as JSON and is none fails the
/// mapping, which <see cref="Exchange.IsMappedBodyInvalid"/> tells; other text has no parts.
/// </summary>
internal sealed class BodyPathValue(JsonPathQuery path, bool ofResponse) : MappedValue
{
    [ThreadStatic]
    private static TextBuffer? t_text;

    public override bool Write(Exchange exchange, ByteWriter writer, ValueForm form)
    {
        if (!TryRead(exchange, out var tree) || path.Evaluate(tree) is not { IsFound: true, Value: { IsNull: false } value })
        {
            return false;
        }

        if (value.IsText)
        {
            PercentEncoding.Encode(Encoding.UTF8.GetBytes(value.AsText), writer, form);
            return true;
        }

        var text = t_text ??= new TextBuffer();
        text.Reset(int.MaxValue);
        var isWritten = JsonValues.Write(value, text);
        if (isWritten)
        {
            PercentEncoding.Encode(text.Written, writer, form);
        }

        text.Trim(4096);
        return isWritten;
    }

    /// <summary>The tree of the body, read once however many mappings look into it.</summary>
    private bool TryRead(Exchange exchange, out Value tree)
    {
        if ((ofResponse ? exchange.AnswerTree : exchange.RequestTree) is { } read)
        {
            tree = read;
            return true;
        }

        var body = (ofResponse ? exchange.IntegrationResponse.Whole : exchange.WholeBody).Span;
        var start = body.IndexOfAnyExcept(" \t\r\n"u8);
        tree = default;
        if (start < 0 || body[start] is not ((byte)'{' or (byte)'[' or (byte)'\'' or (byte)'"'))
        {
            return false;
        }

        if (!JsonValues.TryRead(body, out tree))
        {
            exchange.IsMappedBodyInvalid = true;
            return false;
        }

        if (ofResponse)
        {
            exchange.AnswerTree = tree;
        }
        else
        {
            exchange.RequestTree = tree;
        }

        return true;
    }
}
