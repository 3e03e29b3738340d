// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway.Parts;
using Foregate.Definitions;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::GatewayResponse</c>. Its id says nothing: it is found by its API and its type.</summary>
internal static class GatewayResponseResource
{
    private static readonly (string, string)[] s_places =
    [
        ("statusCode", "StatusCode"), ("mapping", "ResponseParameters"), ("template", "ResponseTemplates"), ("content", "ResponseTemplates"), ("API identifier", "RestApiId"),
    ];

    public static ResourceType Type { get; } = new(
        "AWS::ApiGateway::GatewayResponse",
        new ObjectKind("the gateway response", "ResponseParameters ResponseTemplates ResponseType RestApiId StatusCode"),
        ["ResponseType", "RestApiId"],
        Put)
    {
        Replacing = ["ResponseType", "RestApiId"],
        Update = Put,
        Delete = static removal => GatewayResponseType.Find(removal.Text("ResponseType")) is { } type
            ? removal.Apply(account => GatewayResponses.DeleteGatewayResponse(account, removal.Text("RestApiId"), type))
            : null,
        Read = static (account, resource) => OwnDefinition.Of(
            account.RestApis.GetValueOrDefault(resource.Text("RestApiId"))?.GatewayResponses.GetValueOrDefault(resource.Text("ResponseType")), DefinitionJson.WriteApiGatewayGatewayResponseRow),
        Place = static resource => $"/restapis/{resource.Text("RestApiId")}/gatewayresponses/{resource.Text("ResponseType")}",
    };

    private static ResourceValue? Put(ResourceContext context)
    {
        var properties = context.Properties;
        var (api, name) = (properties.Text("RestApiId") ?? "", properties.Text("ResponseType") ?? "");
        if (GatewayResponseType.Find(name) is not { } type)
        {
            properties.Fault("ResponseType", $"There is no gateway response type \"{name}\".", "Use a type that API Gateway has, such as DEFAULT_4XX.");
            return null;
        }

        var request = new GatewayResponses.PutGatewayResponseRequest
        {
            StatusCode = properties.Text("StatusCode"),
            ResponseParameters = properties.TextMap("ResponseParameters"),
            ResponseTemplates = properties.Has("ResponseTemplates") ? properties.TextMap("ResponseTemplates") : null,
        };
        if (context.Apply(account => GatewayResponses.PutGatewayResponse(account, api, type, request, context.Operations), s_places) is null)
        {
            return null;
        }

        var id = Identifiers.Next(10, static _ => false, "gatewayresponse", api, name);
        return new ResourceValue(id, ("Id", id));
    }
}
