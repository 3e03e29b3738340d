// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.CloudFormation.Types.Http;

/// <summary><c>AWS::ApiGatewayV2::RouteResponse</c>: of WebSocket APIs.</summary>
internal static class RouteResponseV2Resource
{
    public static ResourceType Type { get; } = new(
        "AWS::ApiGatewayV2::RouteResponse",
        new ObjectKind("the route response", "ApiId RouteId RouteResponseKey ModelSelectionExpression ResponseModels ResponseParameters"),
        ["ApiId", "RouteId", "RouteResponseKey"],
        Create)
    {
        Replacing = ["ApiId", "RouteId"],
        Update = Update,
        Delete = static removal => removal.Apply(account => RouteResponses.DeleteRouteResponse(
            account, removal.Text("ApiId"), removal.Text("RouteId"), removal.PhysicalId, removal.Operations)),
        Read = static (account, resource) => OwnDefinition.Of(
            account.Apis.GetValueOrDefault(resource.Text("ApiId"))?.Routes.GetValueOrDefault(resource.Text("RouteId"))?.RouteResponses.GetValueOrDefault(resource.PhysicalId),
            DefinitionJson.WriteApiGatewayV2RouteResponse),
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var (api, route, request) = Said(context);
        return Value(context.Apply(account => RouteResponses.CreateRouteResponse(account, api, route, request, context.Operations)));
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var (api, route, request) = Said(context);
        return Value(context.Apply(account => RouteResponses.ReplaceRouteResponse(account, api, route, context.PhysicalId, request, context.Operations)));
    }

    private static (string Api, string Route, RouteResponses.CreateRouteResponseRequest Request) Said(ResourceContext context)
    {
        var properties = context.Properties;
        return (properties.Text("ApiId") ?? "", properties.Text("RouteId") ?? "", new RouteResponses.CreateRouteResponseRequest
        {
            RouteResponseKey = properties.Text("RouteResponseKey") ?? "",
            ModelSelectionExpression = properties.Text("ModelSelectionExpression"),
            ResponseModels = properties.TextMap("ResponseModels"),
            ResponseParameters = HttpProperties.Parameters(context, "ResponseParameters"),
        });
    }

    private static ResourceValue? Value(RouteResponse? response) =>
        response is null ? null : new ResourceValue(response.RouteResponseId, ("RouteResponseId", response.RouteResponseId));
}
