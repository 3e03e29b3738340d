// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.CloudFormation.Types.Http;

/// <summary><c>AWS::ApiGatewayV2::Route</c>.</summary>
internal static class RouteV2Resource
{
    private static readonly ObjectKind s_properties = new(
        "the route",
        "ApiId RouteKey Target OperationName AuthorizationType AuthorizerId AuthorizationScopes ApiKeyRequired ModelSelectionExpression RequestModels RequestParameters"
        + " RouteResponseSelectionExpression");

    public static ResourceType Type { get; } = new("AWS::ApiGatewayV2::Route", s_properties, ["ApiId", "RouteKey"], Create)
    {
        Replacing = ["ApiId"],
        Update = Update,
        Delete = static removal => removal.Apply(account => Routes.DeleteRoute(account, removal.Text("ApiId"), removal.PhysicalId, removal.Operations)),
        Read = Read,
        Place = static resource => $"/apis/{resource.Text("ApiId")}/routes/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var (api, request) = Said(context);
        return Value(context.Apply(account => Routes.CreateRoute(account, api, request, context.Operations)));
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var (api, request) = Said(context);
        return Value(context.Apply(account => Routes.ReplaceRoute(account, api, context.PhysicalId, request, context.Operations)));
    }

    private static (string Api, Routes.CreateRouteRequest Request) Said(ResourceContext context)
    {
        var properties = context.Properties;
        return (properties.Text("ApiId") ?? "", new Routes.CreateRouteRequest
        {
            RouteKey = properties.Text("RouteKey") ?? "",
            Target = properties.Text("Target"),
            AuthorizationType = HttpProperties.Authorization(context, properties),
            AuthorizerId = properties.Text("AuthorizerId"),
            AuthorizationScopes = properties.Texts("AuthorizationScopes"),
            ApiKeyRequired = properties.Boolean("ApiKeyRequired") ?? false,
            ModelSelectionExpression = properties.Text("ModelSelectionExpression"),
            OperationName = properties.Text("OperationName"),
            RequestModels = properties.TextMap("RequestModels"),
            RequestParameters = HttpProperties.Parameters(context, "RequestParameters"),
            RouteResponseSelectionExpression = properties.Text("RouteResponseSelectionExpression"),
        });
    }

    private static ResourceValue? Value(Route? route) => route is null ? null : new ResourceValue(route.RouteId, ("RouteId", route.RouteId));

    private static string? Read(Account account, DeployedResource resource)
    {
        var route = account.Apis.GetValueOrDefault(resource.Text("ApiId"))?.Routes.GetValueOrDefault(resource.PhysicalId);
        return OwnDefinition.Of(route is null ? null : route with { RouteResponses = route.RouteResponses.Clear() }, DefinitionJson.WriteApiGatewayV2RouteRow);
    }
}
