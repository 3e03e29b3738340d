// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Dispatch.MappedRequests;
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Upstream.AwsServices;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;
using Foregate.Standards.SignatureV4;

namespace Foregate.DataPlane.Dispatch.Integrations;

/// <summary>AWS with any service but Lambda: a request made by templates and mappings, signed with the keys of the integration's role (aws-apigateway §3.5).</summary>
internal sealed class AwsIntegration : MappedIntegration
{
    private const string Configuration = "Execution failed due to configuration error: ";

    private readonly Destination _destination;
    private readonly MappedHead _head;
    private readonly SignedHead _signature;
    private readonly MappedExchange _exchange;
    private readonly IntegrationMethod _method;

    private AwsIntegration(AwsEndpoint service, ServiceAction? action, AwsCredentials credentials, RequestPlan plan, Integration integration, BinaryMediaTypes types, Compilation c)
        : base(plan, integration, types, c)
    {
        _destination = new Destination(c.Ledgers.Of(BackendPools.Make).Get(service.Origin));
        _head = new MappedHead(plan, Encoding.ASCII.GetBytes(service.Authority), signs: true, c, action);
        _signature = new SignedHead(service.Signer(credentials), credentials.SessionToken, service.IsObjects, c.Options.Time);
        _exchange = new MappedExchange(integration.TimeoutInMillis, c);
        _method = IntegrationMethod.Of(integration.HttpMethod, c);
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

        var action = uri.Action is { } name ? new ServiceAction(name, ActionTargets.Find(uri.Service, name)) : null;
        var plan = RestRequestMapping.Compile(integration, uri.Path, uri.Query, PathTemplate.Names(resource.Path), isProxy: false, signs: true, c);
        return plan.Misconfigured is { } misconfigured
            ? IntegrationKinds.Misconfigured(misconfigured)
            : new AwsIntegration(AwsEndpoint.Find(uri.Service, uri.Region, c.Options), action, credentials, plan, integration, new BinaryMediaTypes(api.BinaryMediaTypes), c);
    }

    protected override ValueTask<Verdict> Ask(Exchange exchange, MappedCall call)
    {
        // What is signed is what is sent.
        var verb = _method.Verb(exchange);
        call.Payload = MappedExchange.HasBody(verb) ? call.Payload : default;
        var refused = _head.Write(exchange, _method.Bytes(exchange), !call.Payload.IsEmpty, call.Head, call.Trace);
        refused = exchange.IsMappedBodyInvalid ? RequestBodies.InvalidJson : refused;
        if (refused is not null)
        {
            return Verdict.Reject(refused);
        }

        _signature.Sign(call.Head, call.Payload.Span);
        return _exchange.SendAsync(exchange, call, _destination, verb);
    }
}
