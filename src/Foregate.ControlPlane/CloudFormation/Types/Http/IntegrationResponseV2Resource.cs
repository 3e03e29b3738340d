// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.CloudFormation.Types.Http;

/// <summary><c>AWS::ApiGatewayV2::IntegrationResponse</c>: of WebSocket APIs.</summary>
internal static class IntegrationResponseV2Resource
{
    public static ResourceType Type { get; } = new(
        "AWS::ApiGatewayV2::IntegrationResponse",
        new ObjectKind("the integration response", "ApiId IntegrationId IntegrationResponseKey ContentHandlingStrategy ResponseParameters ResponseTemplates TemplateSelectionExpression"),
        ["ApiId", "IntegrationId", "IntegrationResponseKey"],
        Create)
    {
        Replacing = ["ApiId", "IntegrationId"],
        Update = Update,
        Delete = static removal => removal.Apply(account => IntegrationResponses.DeleteIntegrationResponse(
            account, removal.Text("ApiId"), removal.Text("IntegrationId"), removal.PhysicalId, removal.Operations)),
        Read = static (account, resource) => OwnDefinition.Of(
            account.Apis.GetValueOrDefault(resource.Text("ApiId"))?.Integrations.GetValueOrDefault(resource.Text("IntegrationId"))?.IntegrationResponses.GetValueOrDefault(resource.PhysicalId),
            DefinitionJson.WriteApiGatewayV2IntegrationResponse),
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var (api, integration, request) = Said(context);
        return Value(context.Apply(account => IntegrationResponses.CreateIntegrationResponse(account, api, integration, request, context.Operations)));
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var (api, integration, request) = Said(context);
        return Value(context.Apply(account => IntegrationResponses.ReplaceIntegrationResponse(account, api, integration, context.PhysicalId, request, context.Operations)));
    }

    private static (string Api, string Integration, IntegrationResponses.CreateIntegrationResponseRequest Request) Said(ResourceContext context)
    {
        var properties = context.Properties;
        return (properties.Text("ApiId") ?? "", properties.Text("IntegrationId") ?? "", new IntegrationResponses.CreateIntegrationResponseRequest
        {
            IntegrationResponseKey = properties.Text("IntegrationResponseKey") ?? "",
            ContentHandlingStrategy = HttpProperties.Handling(context),
            ResponseParameters = properties.TextMap("ResponseParameters"),
            ResponseTemplates = properties.TextMap("ResponseTemplates"),
            TemplateSelectionExpression = properties.Text("TemplateSelectionExpression"),
        });
    }

    private static ResourceValue? Value(IntegrationResponse? response) =>
        response is null ? null : new ResourceValue(response.IntegrationResponseId, ("IntegrationResponseId", response.IntegrationResponseId));
}
