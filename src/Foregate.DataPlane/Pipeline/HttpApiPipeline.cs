// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch.Integrations;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.DataPlane.Pipeline;

/// <summary>The order of an HTTP API request. A step that is not configured is not there.</summary>
internal static class HttpApiPipeline
{
    /// <summary>Before a route is bound.</summary>
    public static IStep[] AtTheDoor(ApiSnapshot api, Compilation c) => c.Steps(
    );

    /// <summary>On the route's way.</summary>
    public static IStep[] OnRoute(ApiSnapshot api, Stage stage, Route route, Compilation c) => c.Steps(
        IntegrationKinds.For(api, route, c));            // Dispatch
}
