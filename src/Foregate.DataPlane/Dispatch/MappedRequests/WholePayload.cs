// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Dispatch.MappedRequests;

/// <summary>The body of an HTTP_PROXY request where it cannot pass as it arrives: contentHandling changes it, or a mapping looks into it first.</summary>
/// <param name="handling">Null for a body that stays as it is.</param>
internal sealed class WholePayload(ContentHandling? handling, BinaryMediaTypes? types, Compilation c)
{
    private readonly Rejections _rejections = c.Rejections;
    private readonly long _limit = c.Options.Quotas.PayloadBytes;
    private readonly Rejection _undecodable = c.Rejections.ApiConfigurationError.At(c.Path, "Execution failed due to configuration error: Unable to base64 decode the body");

    public ValueTask<(IBodyReader? Body, Rejection? Refusal)> MakeAsync(Exchange exchange)
    {
        var reading = exchange.ReadBodyAsync(_limit);
        return reading.IsCompletedSuccessfully ? new ValueTask<(IBodyReader?, Rejection?)>(Make(exchange, reading.Result)) : Awaited(exchange, reading);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<(IBodyReader? Body, Rejection? Refusal)> Awaited(Exchange exchange, ValueTask<BodyStatus> reading) => Make(exchange, await reading);

    private (IBodyReader? Body, Rejection? Refusal) Make(Exchange exchange, BodyStatus status)
    {
        if (status != BodyStatus.End)
        {
            return (null, RequestBodies.Rejection(status, _rejections));
        }

        if (handling is null)
        {
            return (exchange.Body, null);
        }

        var contentType = exchange.Request.Headers.TryGet(KnownHeader.ContentType, out var value) ? value : MediaType.Json;
        if (!ContentConversion.TryApply(ContentConversion.OfRequest(types!.Match(contentType), handling), exchange.WholeBody, new ByteWriter(0), out var changed))
        {
            return (null, _undecodable);
        }

        exchange.Trace?.Send(changed.Span);
        var body = new MemoryBody();
        body.Set(changed);
        return (body, null);
    }
}
