// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;
using Rest = Foregate.Definitions.ApiGateway;
using V2 = Foregate.Definitions.ApiGatewayV2;

namespace Foregate.DataPlane.Check.Holds;

/// <summary>
/// Stands on the way of a method or route whose definition says something that is stored and not served yet, and that must not be passed by: who may
/// call, what is validated, how the back end is asked. Every request is answered 500, and its decision record says why.
/// </summary>
internal sealed class HeldCheck : IStep
{
    private readonly Rejection _held;

    private HeldCheck(IReadOnlyList<string> reasons, Compilation c)
    {
        foreach (var reason in reasons)
        {
            c.Held(reason + " Until it is, requests are answered 500.");
        }

        _held = c.Rejections.ApiConfigurationError.At(c.Path, "Execution failed due to configuration error: " + string.Join(' ', reasons));
    }

    /// <summary>For a method of a REST API; null when nothing keeps it closed.</summary>
    public static HeldCheck? For(Rest.RestApi api, Rest.ApiSnapshot snapshot, Rest.Method method, Compilation c) =>
        Of(RestHolds.Closing(api, snapshot, method), c);

    /// <summary>For a route of an HTTP API; null when nothing keeps it closed.</summary>
    public static HeldCheck? For(V2.ApiSnapshot snapshot, V2.Route route, Compilation c) => Of(HttpHolds.Closing(snapshot, route), c);

    public ValueTask<Verdict> InvokeAsync(Exchange exchange) => Verdict.Reject(_held);

    private static HeldCheck? Of(List<string> reasons, Compilation c) => reasons.Count == 0 ? null : new HeldCheck(reasons, c);
}
