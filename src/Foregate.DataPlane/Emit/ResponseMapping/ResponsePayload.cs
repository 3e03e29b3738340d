// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Mapping.Templates;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Definitions.ApiGateway;
using Definition = Foregate.Definitions.ApiGateway.IntegrationResponse;

namespace Foregate.DataPlane.Emit.ResponseMapping;

/// <summary>
/// What a non-proxy integration's answer becomes for the client (aws-apigateway §3.8, §3.10): content handling first, then the template by Accept. A MOCK has
/// no answer of its own: there the template's text is what content handling is for.
/// </summary>
internal sealed class ResponsePayload
{
    private const string Configuration = "Execution failed due to configuration error: ";

    [ThreadStatic]
    private static ByteWriter? t_room;

    private readonly (byte[] ContentType, MappingTemplate? Template)[] _templates;
    private readonly BinaryMediaTypes _binaryMediaTypes;
    private readonly ContentHandling? _handling;
    private readonly bool _isMock;
    private readonly Rejections _rejections;
    private readonly Rejection _untransformable;
    private readonly Rejection _undecodable;

    private ResponsePayload((byte[], MappingTemplate?)[] templates, ContentHandling? handling, BinaryMediaTypes types, bool isMock, Compilation c)
    {
        _templates = templates;
        _binaryMediaTypes = types;
        _handling = handling;
        _isMock = isMock;
        _rejections = c.Rejections;
        _untransformable = c.Rejections.ApiConfigurationError.At(c.Path, Configuration + "Unable to transform response (a binary payload; set contentHandling to CONVERT_TO_TEXT)");
        _undecodable = c.Rejections.ApiConfigurationError.At(c.Path, Configuration + "Unable to base64 decode the body");
    }

    public static ResponsePayload Compile(Definition response, BinaryMediaTypes types, bool isMock, Compilation c)
    {
        var templates = new List<(byte[], MappingTemplate?)>();
        foreach (var (contentType, text) in response.ResponseTemplates)
        {
            // An empty template lets the payload pass.
            templates.Add((Encoding.UTF8.GetBytes(contentType), text.Length == 0 ? null : MappingTemplate.Compile(text, c)));
        }

        return new ResponsePayload([.. templates], response.ContentHandling, types, isMock, c);
    }

    /// <summary>Makes the body of the answer, or leaves the integration's as it is. Null, or the refusal when there is none to make.</summary>
    public Rejection? Make(Exchange exchange)
    {
        var template = Select(exchange);
        var change = Change(exchange);
        if (_isMock)
        {
            return MakeMock(exchange, template);
        }

        if (template is null)
        {
            return Pass(exchange, change);
        }

        if (!ContentConversion.IsText(change))
        {
            return _untransformable;
        }

        if (template.Constant is { } constant)
        {
            exchange.ResponseBody = constant;
            exchange.IsBodyMade = true;
            return null;
        }

        ContentConversion.TryApply(change, exchange.IntegrationResponse.Whole, t_room ??= new ByteWriter(), out var payload);
        return Render(exchange, template, payload);
    }

    private Rejection? MakeMock(Exchange exchange, MappingTemplate? template)
    {
        exchange.IsBodyMade = true;
        exchange.ResponseBody = default;
        if (template?.Constant is { } constant)
        {
            exchange.ResponseBody = constant;
        }
        else if (template is not null && Render(exchange, template, default) is { } fault)
        {
            return fault;
        }

        if (_handling != ContentHandling.ConvertToBinary)
        {
            return null;
        }

        var room = new ByteWriter(0);
        var isDecoded = ContentConversion.TryApply(PayloadChange.Decode, exchange.ResponseBody, room, out var decoded);
        exchange.ResponseBody = decoded;
        return isDecoded ? null : _undecodable;
    }

    private Rejection? Pass(Exchange exchange, PayloadChange change)
    {
        var whole = exchange.IntegrationResponse.Whole;
        exchange.ResponseText.Clear();
        if (!ContentConversion.TryApply(change, whole, exchange.ResponseText, out var payload))
        {
            return _undecodable;
        }

        if (!payload.Equals(whole))
        {
            exchange.ResponseBody = payload;
            exchange.IsBodyMade = true;
        }

        return null;
    }

    private Rejection? Render(Exchange exchange, MappingTemplate template, ReadOnlyMemory<byte> payload)
    {
        var made = exchange.ResponseText;
        made.Clear();
        if (template.Render(exchange, new TemplateInput(payload, IsAnswer: true), made) is { } fault)
        {
            return _rejections.ApiConfigurationError.At(_untransformable.Place!, $"{Configuration}Unable to transform response ({fault})");
        }

        exchange.ResponseBody = made.WrittenMemory;
        exchange.IsBodyMade = true;
        return null;
    }

    private PayloadChange Change(Exchange exchange)
    {
        var contentType = exchange.IntegrationResponse.Headers is { } headers && headers.TryGet(KnownHeader.ContentType, out var type) ? type : MediaType.Json;
        var isAccepted = exchange.Request.Headers.TryGet(KnownHeader.Accept, out var accept) && _binaryMediaTypes.Match(accept);
        return ContentConversion.OfResponse(_binaryMediaTypes.Match(contentType), isAccepted, _handling);
    }

    /// <summary>The first media type of Accept, else application/json, else the first template (aws-apigateway §3.8).</summary>
    private MappingTemplate? Select(Exchange exchange)
    {
        if (_templates.Length == 0)
        {
            return null;
        }

        var accept = exchange.Request.Headers.TryGet(KnownHeader.Accept, out var value) ? MediaType.First(value) : MediaType.Json;
        var selected = Find(accept);
        selected = selected >= 0 ? selected : Find(MediaType.Json);
        return _templates[Math.Max(selected, 0)].Template;
    }

    private int Find(ReadOnlySpan<byte> contentType)
    {
        for (var i = 0; i < _templates.Length; i++)
        {
            if (Ascii.EqualsIgnoreCase(_templates[i].ContentType, contentType))
            {
                return i;
            }
        }

        return -1;
    }
}
