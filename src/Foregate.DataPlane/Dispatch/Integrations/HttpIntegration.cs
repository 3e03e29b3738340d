// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Dispatch.MappedRequests;
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Dispatch.Integrations;

/// <summary>HTTP of REST APIs: asks an HTTP back end with what templates and mappings make of the request, and takes its answer whole (aws-apigateway §3.5).</summary>
internal sealed class HttpIntegration : IStep
{
    private readonly Destination _destination;
    private readonly RequestPayload _payload;
    private readonly MappedHead _head;
    private readonly MappedExchange _exchange;
    private readonly MappedCalls _calls;
    private readonly IntegrationMethod _method;
    private readonly int _timeout;

    private HttpIntegration(IntegrationUri uri, Destination destination, RequestPlan plan, Integration integration, BinaryMediaTypes types, Compilation c)
    {
        _destination = destination;
        _payload = RequestPayload.Compile(integration, types, plan.ReadsBody, c);
        _head = new MappedHead(plan, uri.Authority, signs: false, c);
        _exchange = new MappedExchange(c);
        _calls = c.Ledgers.Of(MappedCalls.Make);
        _method = IntegrationMethod.Of(integration.HttpMethod, c);
        _timeout = integration.TimeoutInMillis;
    }

    public static IStep? For(Integration integration, ApiSnapshot api, Resource resource, Compilation c)
    {
        if (HttpProxyIntegration.Read(integration.Uri, c, out var instead) is not { } uri)
        {
            return instead;
        }

        var plan = RestRequestMapping.Compile(integration, uri.Path, uri.Query, PathTemplate.Names(resource.Path), isProxy: false, signs: false, c);
        return Destination.Of(integration, uri.Origin, c, out var unreachable) is not { } destination ? IntegrationKinds.Misconfigured(unreachable!)
            : plan.Misconfigured is { } misconfigured ? IntegrationKinds.Misconfigured(misconfigured)
            : new HttpIntegration(uri, destination, plan, integration, new BinaryMediaTypes(api.BinaryMediaTypes), c);
    }

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        var call = _calls.Rent();
        exchange.IntegrationResponse.Hold(call);
        var making = _payload.MakeAsync(exchange, call);
        return making.IsCompletedSuccessfully ? Ask(exchange, call, making.Result) : Awaited(exchange, call, making);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<Verdict> Awaited(Exchange exchange, MappedCall call, ValueTask<Rejection?> making) => await Ask(exchange, call, await making);

    private ValueTask<Verdict> Ask(Exchange exchange, MappedCall call, Rejection? refused)
    {
        var verb = _method.Verb(exchange);
        var method = _method.Bytes(exchange);
        refused ??= _head.Write(exchange, method, call.Head, call.Trace);
        refused = exchange.IsMappedBodyInvalid ? RequestBodies.InvalidJson : refused;
        return refused is not null ? Verdict.Reject(refused) : _exchange.SendAsync(exchange, call, _destination, verb, _timeout);
    }
}
