// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Text;
using Foregate.DataPlane.Dispatch.MappedRequests;
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Upstream.AwsServices;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.Definitions.ApiGateway;
using Foregate.Standards.SignatureV4;

namespace Foregate.DataPlane.Dispatch.Integrations;

/// <summary>AWS with any service but Lambda: a request made by templates and mappings, signed with the keys of the integration's role (aws-apigateway §3.5).</summary>
internal sealed class AwsIntegration : IStep
{
    private const string Configuration = "Execution failed due to configuration error: ";

    private readonly Destination _destination;
    private readonly RequestPayload _payload;
    private readonly MappedHead _head;
    private readonly SignedHead _signature;
    private readonly MappedExchange _exchange;
    private readonly MappedCalls _calls;
    private readonly IntegrationMethod _method;
    private readonly int _timeout;

    private AwsIntegration(AwsEndpoint service, AwsCredentials credentials, RequestPlan plan, Integration integration, BinaryMediaTypes types, Compilation c)
    {
        _destination = new Destination(c.Ledgers.Of(BackendPools.Make).Get(service.Origin));
        _payload = RequestPayload.Compile(integration, types, plan.ReadsBody, c);
        _head = new MappedHead(plan, Encoding.ASCII.GetBytes(service.Authority), signs: true, c);
        _signature = new SignedHead(service.Signer(credentials), credentials.SessionToken, service.IsObjects, c.Options.Time);
        _exchange = new MappedExchange(c);
        _calls = c.Ledgers.Of(MappedCalls.Make);
        _method = IntegrationMethod.Of(integration.HttpMethod, c);
        _timeout = integration.TimeoutInMillis;
    }

    public static IStep? For(Integration integration, ApiSnapshot api, Resource resource, Compilation c)
    {
        if (AwsIntegrationUri.Read(integration.Uri, c, out var error) is not { } uri)
        {
            if (!IntegrationUri.HasVariables(integration.Uri ?? ""))
            {
                c.Fault(error);
                return null;
            }

            return IntegrationKinds.Misconfigured(c.Rejections.ApiConfigurationError.At(c.Path, $"{Configuration}Invalid endpoint address ({error})"));
        }

        if (RoleCredentials.Find(integration.Credentials is { } said ? IntegrationUri.Substitute(said, c) : null, c.Options, out var unsigned) is not { } credentials)
        {
            // What a definition says is right where its roles are: this gateway has been told of none.
            c.Held(unsigned + " Until then, requests are answered 500.");
            return IntegrationKinds.Misconfigured(c.Rejections.ApiConfigurationError.At(c.Path, $"{Configuration}API Gateway does not have permission to assume the provided role ({unsigned})"));
        }

        var plan = RestRequestMapping.Compile(uri.Aim(integration), uri.Path, uri.Query, PathTemplate.Names(resource.Path), isProxy: false, signs: true, c);
        return plan.Misconfigured is { } misconfigured
            ? IntegrationKinds.Misconfigured(misconfigured)
            : new AwsIntegration(AwsEndpoint.Find(uri.Service, uri.Region, c.Options), credentials, plan, integration, new BinaryMediaTypes(api.BinaryMediaTypes), c);
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
        if (refused is not null)
        {
            return Verdict.Reject(refused);
        }

        // What is signed is what is sent.
        call.Payload = MappedExchange.HasBody(verb) ? call.Payload : default;
        _signature.Sign(call.Head, call.Payload.Span);
        return _exchange.SendAsync(exchange, call, _destination, verb, _timeout);
    }
}
