// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Dispatch.MappedRequests;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Dispatch.Integrations;

/// <summary>MOCK: no back end. The request template says the status that the integration responses are selected by (aws-apigateway §3.5).</summary>
internal sealed class MockIntegration : IStep
{
    private const string Unparsable = "Execution failed due to configuration error: Unable to parse statusCode. It should be an integer that is defined in the request template.";

    private readonly RequestPayload _payload;
    private readonly MappedCalls _calls;
    private readonly Rejection _unparsable;

    private MockIntegration(Integration integration, BinaryMediaTypes types, Compilation c)
    {
        _payload = RequestPayload.Compile(integration, types, needsBody: false, c);
        _calls = c.Ledgers.Of(MappedCalls.Make);
        _unparsable = c.Rejections.ApiConfigurationError.At(c.Path, Unparsable);
    }

    public static IStep For(Integration integration, ApiSnapshot api, Compilation c) => new MockIntegration(integration, new BinaryMediaTypes(api.BinaryMediaTypes), c);

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        var call = _calls.Rent();
        exchange.IntegrationResponse.Hold(call);
        var making = _payload.MakeAsync(exchange, call);
        return making.IsCompletedSuccessfully ? Answer(exchange, call, making.Result) : Awaited(exchange, call, making);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<Verdict> Awaited(Exchange exchange, MappedCall call, ValueTask<Rejection?> making) => Answer(exchange, call, await making);

    private Verdict Answer(Exchange exchange, MappedCall call, Rejection? refused)
    {
        if (refused is not null)
        {
            return Verdict.Reject(refused);
        }

        if (!MockStatus.TryRead(call.Payload.Span, out var status))
        {
            return Verdict.Reject(_unparsable);
        }

        exchange.IntegrationResponse.Set(status, null, null, call);
        return Verdict.Continue;
    }
}
