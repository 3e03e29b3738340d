// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Dispatch.MappedRequests;
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Dispatch.Integrations;

/// <summary>An integration that is no proxy: what it sends is made of the whole request by a template or as the media type wants it (aws-apigateway §3.8, §3.10).</summary>
internal abstract class MappedIntegration(RequestPlan plan, Integration integration, BinaryMediaTypes types, Compilation c) : IStep
{
    private readonly RequestPayload _payload = RequestPayload.Compile(integration, types, plan.ReadsBody, c);
    private readonly MappedCalls _calls = c.Ledgers.Of(MappedCalls.Make);

    /// <summary>Milliseconds until the integration must have answered.</summary>
    protected int Timeout { get; } = integration.TimeoutInMillis;

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        var call = _calls.Rent();
        exchange.IntegrationResponse.Hold(call);
        var making = _payload.MakeAsync(exchange, call);
        return making.IsCompletedSuccessfully ? Ask(exchange, call, making.Result) : Awaited(exchange, call, making);
    }

    /// <summary>Asks with the payload that the call holds. A mapping that finds the body to be no JSON (<see cref="Exchange.IsMappedBodyInvalid"/>) ends the request.</summary>
    protected abstract ValueTask<Verdict> Ask(Exchange exchange, MappedCall call);

    private ValueTask<Verdict> Ask(Exchange exchange, MappedCall call, Rejection? refused) => refused is null ? Ask(exchange, call) : Verdict.Reject(refused);

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<Verdict> Awaited(Exchange exchange, MappedCall call, ValueTask<Rejection?> making) => await Ask(exchange, call, await making);
}
