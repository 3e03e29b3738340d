// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Check.Holds;
using Foregate.DataPlane.Check.Throttling;
using Foregate.DataPlane.Dispatch.Integrations;
using Foregate.DataPlane.Emit.Cors;
using Foregate.DataPlane.Emit.ResponseMapping;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.DataPlane.Pipeline;

/// <summary>The order of an HTTP API request. A step that is not configured is not there.</summary>
internal static class HttpApiPipeline
{
    /// <summary>Before a route is bound.</summary>
    public static IStep[] AtTheDoor(CorsHeaders? cors, Compilation c) => c.Steps(
        CallerThrottle.For(c),                           // Check:    who comes too often costs no more than this
        CorsPreflight.For(cors));                        // Emit:     the gateway owns the preflight, with or without a route

    /// <summary>On the route's way.</summary>
    public static IStep[] OnRoute(ApiSnapshot api, Stage stage, Route route, CorsHeaders? cors, Compilation c) =>
        HeldCheck.For(api, route, c) is { } held ? [held] // Check:    what is not served yet is not passed by, and stands alone
        : c.Steps(
            Throttle.For(stage, route.RouteKey, c),       //           before anything is spent on the back end
            IntegrationKinds.For(api, route, c),          // Dispatch
            ResponseMappingKinds.For(api, route, cors, c)); // Emit
}
