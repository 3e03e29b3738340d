// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Text;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Dispatch.Integrations;

/// <summary>MOCK: no back end. The request template says the status that the integration responses are selected by (aws-apigateway §3.5).</summary>
internal sealed class MockIntegration : IStep
{
    private const string Unparsable = "Execution failed due to configuration error: Unable to parse statusCode. It should be an integer that is defined in the request template.";

    private readonly MockTemplate[] _templates;
    private readonly MockTemplate? _default;
    private readonly bool _passes;
    private readonly Rejection _unparsable;
    private readonly Rejection _unsupported;
    private readonly Rejections _rejections;
    private readonly long _limit;

    private MockIntegration(Integration integration, MockTemplate[] templates, Compilation c)
    {
        _templates = templates;
        _default = Array.Find(templates, static template => template.IsDefault);
        _passes = integration.PassthroughBehavior switch
        {
            PassthroughBehavior.WhenNoMatch => true,
            PassthroughBehavior.WhenNoTemplates => templates.Length == 0,
            _ => false,
        };
        _rejections = c.Rejections;
        _unparsable = _rejections.ApiConfigurationError.At(c.Path, Unparsable);
        _unsupported = _rejections.UnsupportedMediaType.At(c.Path);
        _limit = c.Options.Quotas.PayloadBytes;
    }

    public static IStep? For(Integration integration, Compilation c)
    {
        var templates = new List<MockTemplate>();
        foreach (var (contentType, text) in integration.RequestTemplates)
        {
            if (ConstantTemplate.Compile(text, c) is { } body)
            {
                templates.Add(new MockTemplate(Encoding.UTF8.GetBytes(contentType), MockStatus.TryRead(body, out var status) ? status : null));
            }
        }

        return new MockIntegration(integration, [.. templates], c);
    }

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        if (RequestBodies.IsTooLarge(exchange, _limit))
        {
            return Verdict.Reject(_rejections.RequestTooLarge);
        }

        var type = exchange.Request.Headers.TryGet(KnownHeader.ContentType, out var value) ? MediaType.First(value) : MediaType.Json;
        foreach (var template in _templates)
        {
            if (Ascii.EqualsIgnoreCase(template.ContentType, type))
            {
                return Answer(exchange, template.Status);
            }
        }

        if (_default is not null)
        {
            return Answer(exchange, _default.Status);
        }

        // What passes is the client's body: it takes the template's place.
        return _passes ? ReadBody(exchange) : Verdict.Reject(_unsupported);
    }

    private Verdict Answer(Exchange exchange, int? status)
    {
        if (status is not { } code)
        {
            return Verdict.Reject(_unparsable);
        }

        exchange.IntegrationResponse.Set(code, null, null, null);
        return Verdict.Continue;
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<Verdict> ReadBody(Exchange exchange)
    {
        var body = new ByteWriter();
        while (true)
        {
            var chunk = await exchange.RequestBody.ReadAsync();
            if (chunk.Status == BodyStatus.End)
            {
                return Answer(exchange, MockStatus.TryRead(body.Written, out var status) ? status : null);
            }

            if (chunk.Status != BodyStatus.Data || body.Length + chunk.Bytes.Length > _limit)
            {
                return Verdict.Reject(RequestBodies.Rejection(chunk.Status == BodyStatus.Data ? BodyStatus.TooLarge : chunk.Status, _rejections));
            }

            body.Write(chunk.Bytes.Span);
        }
    }

    /// <summary>A request template: for which content type, and which status it says, if any.</summary>
    private sealed record MockTemplate(byte[] ContentType, int? Status)
    {
        public bool IsDefault => ContentType.AsSpan().SequenceEqual("$default"u8);
    }
}
