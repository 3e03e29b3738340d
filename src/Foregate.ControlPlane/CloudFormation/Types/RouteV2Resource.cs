// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGatewayV2;

namespace Foregate.ControlPlane.CloudFormation.Types;

/// <summary><c>AWS::ApiGatewayV2::Route</c>.</summary>
internal static class RouteV2Resource
{
    private static readonly ObjectKind s_properties = new(
        "the route",
        "ApiId RouteKey Target OperationName",
        "AuthorizationScopes",
        ("ApiKeyRequired", Fate.Foreign("is nothing that HTTP APIs have", "Remove it.")),
        ("AuthorizationType", Fate.Refused("authorizers", "Use NONE.", "NONE")),
        ("AuthorizerId", Fate.Refused("authorizers", "Remove it.")),
        ("ModelSelectionExpression", Fate.Refused("WebSocket APIs", "Remove it.")),
        ("RequestModels", Fate.Refused("WebSocket APIs", "Remove it.")),
        ("RequestParameters", Fate.Refused("WebSocket APIs", "Remove it.")),
        ("RouteResponseSelectionExpression", Fate.Refused("WebSocket APIs", "Remove it.")));

    public static ResourceType Type { get; } = new("AWS::ApiGatewayV2::Route", s_properties, ["ApiId", "RouteKey"], Create)
    {
        Delete = static removal => removal.Apply(account => Routes.DeleteRoute(account, removal.Text("ApiId"), removal.PhysicalId, removal.Operations)),
        Place = static resource => $"/apis/{resource.Text("ApiId")}/routes/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var api = properties.Text("ApiId") ?? "";
        var request = new Routes.CreateRouteRequest
        {
            RouteKey = properties.Text("RouteKey") ?? "",
            Target = properties.Text("Target"),
            OperationName = properties.Text("OperationName"),
        };
        if (context.Apply(account => Routes.CreateRoute(account, api, request, context.Operations)) is not { } route)
        {
            return null;
        }

        return new ResourceValue(route.RouteId, ("RouteId", route.RouteId));
    }
}
