// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch.MappedRequests;
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Dispatch.Integrations;

/// <summary>HTTP of REST APIs: asks an HTTP back end with what templates and mappings make of the request, and takes its answer whole (aws-apigateway §3.5).</summary>
internal sealed class HttpIntegration : MappedIntegration
{
    private readonly Destination _destination;
    private readonly MappedHead _head;
    private readonly MappedExchange _exchange;
    private readonly IntegrationMethod _method;

    private HttpIntegration(IntegrationUri uri, Destination destination, RequestPlan plan, Integration integration, BinaryMediaTypes types, Compilation c)
        : base(plan, integration, types, c)
    {
        _destination = destination;
        _head = new MappedHead(plan, uri.Authority, signs: false, c);
        _exchange = new MappedExchange(integration.TimeoutInMillis, c);
        _method = IntegrationMethod.Of(integration.HttpMethod, c);
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

    protected override ValueTask<Verdict> Ask(Exchange exchange, MappedCall call)
    {
        var verb = _method.Verb(exchange);
        var refused = _head.Write(exchange, _method.Bytes(exchange), !call.Payload.IsEmpty, call.Head, call.Trace);
        refused = exchange.IsMappedBodyInvalid ? RequestBodies.InvalidJson : refused;
        return refused is null ? _exchange.SendAsync(exchange, call, _destination, verb) : Verdict.Reject(refused);
    }
}
