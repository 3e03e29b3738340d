// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Emit.GatewayResponses;

/// <summary>
/// How one deployment of a REST API words its refusals (aws-apigateway §3.17): what was said of the type itself, else of all 4XX or 5XX. Null for a type
/// of which nothing was said is AWS's own wording.
/// </summary>
internal sealed class GatewayResponsePlans
{
    private const string Default4xx = "DEFAULT_4XX";
    private const string Default5xx = "DEFAULT_5XX";

    private readonly GatewayResponsePlan?[] _byReason;
    private readonly GatewayResponsePlan? _client;
    private readonly GatewayResponsePlan? _server;

    private GatewayResponsePlans(GatewayResponsePlan?[] byReason, GatewayResponsePlan? client, GatewayResponsePlan? server)
    {
        _byReason = byReason;
        _client = client;
        _server = server;
    }

    /// <summary>Null when nothing was said of any type.</summary>
    public static GatewayResponsePlans? For(ImmutableSortedDictionary<string, GatewayResponse> responses, Compilation c)
    {
        if (responses.IsEmpty)
        {
            return null;
        }

        var plans = new Dictionary<string, GatewayResponsePlan>(StringComparer.Ordinal);
        foreach (var (type, response) in responses)
        {
            if (GatewayResponsePlan.Compile(response, c.At($"/restapis/{c.ApiId}/gatewayresponses/{type}")) is { } plan)
            {
                plans.Add(type, plan);
            }
        }

        var byReason = new GatewayResponsePlan?[Enum.GetValues<RejectionReason>().Length];
        foreach (var reason in Enum.GetValues<RejectionReason>())
        {
            byReason[(int)reason] = plans.GetValueOrDefault(RejectionNames.Of(reason));
        }

        return new GatewayResponsePlans(byReason, plans.GetValueOrDefault(Default4xx), plans.GetValueOrDefault(Default5xx));
    }

    /// <summary>What was said of a refusal; null keeps AWS's own wording.</summary>
    public GatewayResponsePlan? Find(Rejection rejection) =>
        _byReason[(int)rejection.Reason] ?? (rejection.Status >= 500 ? _server : _client);
}
