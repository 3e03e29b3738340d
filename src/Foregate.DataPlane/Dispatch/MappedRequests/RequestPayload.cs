// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Text;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Mapping.Templates;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Dispatch.MappedRequests;

/// <summary>
/// What a non-proxy integration is sent as its body (aws-apigateway §3.8, §3.10): content handling first, then the template of the request's content type, or
/// the body itself where passthroughBehavior lets it pass.
/// </summary>
internal sealed class RequestPayload
{
    private const string Configuration = "Execution failed due to configuration error: ";

    private readonly (byte[] ContentType, MappingTemplate? Template)[] _templates;
    private readonly int _default;
    private readonly bool _passes;
    private readonly BinaryMediaTypes _binaryMediaTypes;
    private readonly ContentHandling? _handling;
    private readonly Rejection _untransformable;
    private readonly Rejection _undecodable;
    private readonly Rejection _unsupported;
    private readonly Rejection _tooLarge;
    private readonly Rejections _rejections;
    private readonly long _limit;
    private readonly bool _needsBody;

    private RequestPayload(Integration integration, BinaryMediaTypes types, (byte[], MappingTemplate?)[] templates, bool needsBody, Compilation c)
    {
        _templates = templates;
        _default = Array.FindIndex(_templates, static template => template.ContentType.AsSpan().SequenceEqual("$default"u8));
        _passes = integration.PassthroughBehavior switch
        {
            PassthroughBehavior.WhenNoMatch => true,
            PassthroughBehavior.WhenNoTemplates => templates.Length == 0,
            _ => false,
        };
        _binaryMediaTypes = types;
        _handling = integration.ContentHandling;
        _rejections = c.Rejections;
        _untransformable = _rejections.ApiConfigurationError.At(c.Path, Configuration + "Unable to transform request (a binary payload; set contentHandling to CONVERT_TO_TEXT)");
        _undecodable = _rejections.ApiConfigurationError.At(c.Path, Configuration + "Unable to base64 decode the body");
        _unsupported = _rejections.UnsupportedMediaType.At(
            c.Path,
            $"The request's content type has none of the request templates [{string.Join(", ", integration.RequestTemplates.Keys)}], and passthroughBehavior is "
                + (integration.PassthroughBehavior == PassthroughBehavior.Never ? "NEVER." : "WHEN_NO_TEMPLATES."));
        _limit = c.Options.Quotas.PayloadBytes;
        _tooLarge = _rejections.TooLargeAt(c.Path, _limit);
        _needsBody = needsBody;
    }

    /// <param name="needsBody">Whether something else, mapped parameters say, reads the body too.</param>
    public static RequestPayload Compile(Integration integration, BinaryMediaTypes types, bool needsBody, Compilation c)
    {
        var templates = new List<(byte[], MappingTemplate?)>();
        foreach (var (contentType, text) in integration.RequestTemplates)
        {
            // An empty template lets the body pass.
            templates.Add((Encoding.UTF8.GetBytes(contentType), text.Length == 0 ? null : MappingTemplate.Compile(text, c)));
        }

        return new RequestPayload(integration, types, [.. templates], needsBody, c);
    }

    /// <summary>Makes <see cref="MappedCall.Payload"/>; the body is read only where it is needed.</summary>
    /// <returns>The refusal of a request of which none can be made; null for a payload.</returns>
    public ValueTask<Rejection?> MakeAsync(Exchange exchange, MappedCall call)
    {
        if (RequestBodies.IsTooLarge(exchange, _limit))
        {
            return new ValueTask<Rejection?>(_tooLarge);
        }

        var contentType = exchange.Request.Headers.TryGet(KnownHeader.ContentType, out var value) ? MediaType.First(value) : MediaType.Json;
        var selected = Select(contentType);
        if (selected < 0 && !_passes)
        {
            return new ValueTask<Rejection?>(_unsupported);
        }

        var template = selected < 0 ? null : _templates[selected].Template;
        var change = ContentConversion.OfRequest(_binaryMediaTypes.Match(contentType), _handling);
        if (template is not null && !ContentConversion.IsText(change))
        {
            return new ValueTask<Rejection?>(_untransformable);
        }

        if (template?.Constant is { } constant && !_needsBody)
        {
            call.Payload = constant;
            return new ValueTask<Rejection?>((Rejection?)null);
        }

        var reading = exchange.ReadBodyAsync(_limit);
        return reading.IsCompletedSuccessfully
            ? new ValueTask<Rejection?>(Make(exchange, call, template, change, reading.Result))
            : Awaited(exchange, call, template, change, reading);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<Rejection?> Awaited(Exchange exchange, MappedCall call, MappingTemplate? template, PayloadChange change, ValueTask<BodyStatus> reading) =>
        Make(exchange, call, template, change, await reading);

    private Rejection? Make(Exchange exchange, MappedCall call, MappingTemplate? template, PayloadChange change, BodyStatus status)
    {
        if (status != BodyStatus.End)
        {
            return RequestBodies.Rejection(status, _rejections);
        }

        if (!ContentConversion.TryApply(change, exchange.WholeBody, call.Room, out var body))
        {
            return _undecodable;
        }

        if (template is null)
        {
            call.Payload = body;
            return null;
        }

        if (template.Render(exchange, new TemplateInput(body), call.Text) is { } fault)
        {
            return _rejections.ApiConfigurationError.At(_untransformable.Place!, $"{Configuration}Unable to transform request ({fault})");
        }

        call.Payload = call.Text.WrittenMemory;
        return null;
    }

    private int Select(ReadOnlySpan<byte> contentType)
    {
        for (var i = 0; i < _templates.Length; i++)
        {
            if (Ascii.EqualsIgnoreCase(_templates[i].ContentType, contentType))
            {
                return i;
            }
        }

        return _default;
    }
}
