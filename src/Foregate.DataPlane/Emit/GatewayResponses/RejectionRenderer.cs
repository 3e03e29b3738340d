// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Emit.GatewayResponses;

/// <summary>Turns a refusal into an answer, as the API itself or else its kind words it (aws-apigateway §3.17, §4.8).</summary>
internal static class RejectionRenderer
{
    private static readonly PreparedHeader JsonContentType = new("Content-Type", "application/json");

    /// <summary>Replaces whatever answer there was; what an integration still holds is given back.</summary>
    public static void Render(Exchange exchange, Rejection rejection)
    {
        exchange.IntegrationResponse.Release();
        exchange.ResponseStream = null;
        // Whoever waits for this request's answer goes on alone: nothing that was refused is kept.
        exchange.CacheFill?.Dispose();
        exchange.CacheFill = null;
        var response = exchange.Response;
        response.Reset();
        if (exchange.Stage?.GatewayResponses is GatewayResponsePlans plans && plans.Find(rejection) is { } plan)
        {
            plan.Render(exchange, rejection);
            return;
        }

        response.Status = rejection.Status;
        response.Add(JsonContentType);
        response.ContentLength = rejection.Body.Length;
        if (KindOf(exchange, rejection) == ApiKind.Rest)
        {
            response.Add("x-amzn-ErrorType"u8, rejection.ErrorTypeBytes);
        }

        exchange.ResponseBody = rejection.Body;
    }

    /// <summary>Whose words an answer speaks: its API's; where none answers, the refusal itself knows.</summary>
    public static ApiKind KindOf(Exchange exchange, Rejection? rejection) =>
        exchange.Stage?.Kind ?? (rejection is { ErrorType.Length: 0 } ? ApiKind.Http : ApiKind.Rest);
}
