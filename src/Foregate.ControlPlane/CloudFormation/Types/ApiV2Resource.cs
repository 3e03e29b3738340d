// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.CloudFormation.Types;

/// <summary><c>AWS::ApiGatewayV2::Api</c>: an HTTP API, empty, from an OpenAPI body, or with a route and a target at once (quick create).</summary>
internal static class ApiV2Resource
{
    private static readonly ObjectKind s_cors = new("the CORS configuration", "AllowCredentials AllowHeaders AllowMethods AllowOrigins ExposeHeaders MaxAge");

    private static readonly ObjectKind s_properties = new(
        "the API",
        "Name ProtocolType Description Version Body BodyS3Location CorsConfiguration Target RouteKey",
        "Tags FailOnWarnings DisableSchemaValidation IpAddressType BasePath RouteSelectionExpression ApiKeySelectionExpression",
        ("CredentialsArn", Fate.Refused("credentials of integrations", "Remove it.")),
        ("DisableExecuteApiEndpoint", Fate.Refused("custom domain names, without which the API could not be reached", "Remove it.", "false")));

    public static ResourceType Type { get; } = new("AWS::ApiGatewayV2::Api", s_properties, [], Create)
    {
        Delete = static removal => removal.Apply(account => Apis.DeleteApi(account, removal.PhysicalId)),
        Place = static resource => $"/apis/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var hasBody = properties.Has("Body") || properties.Has("BodyS3Location");
        if (properties.Text("ProtocolType") == "WEBSOCKET")
        {
            properties.Fault("ProtocolType", "WebSocket APIs are not done by Foregate yet.", "Use HTTP.");
            return null;
        }

        if (hasBody && properties.Has("Target"))
        {
            properties.Fault("Target", "Quick create and a Body exclude each other.", "Keep one of them.");
            return null;
        }

        if (!hasBody && !properties.Has("Name"))
        {
            properties.Fault("Name", "An API without a Body needs a Name and a ProtocolType.", "Name it.");
            return null;
        }

        var cors = ReadCors(properties);
        if (context.Run.Reading.HasFaultIn(context.Resource.Path)
            || (hasBody ? ApiBody.Make(context, ApiKind.Http) : Empty(context, cors)) is not { } id)
        {
            return null;
        }

        if (hasBody)
        {
            var update = new Apis.UpdateApiRequest { Name = properties.Text("Name"), Description = properties.Text("Description"), Version = properties.Text("Version"), CorsConfiguration = cors };
            context.Apply(account => Apis.UpdateApi(account, id, update, context.Operations));
        }
        else if (properties.Has("Target"))
        {
            QuickCreate(context, id);
        }

        return new ResourceValue(id, ("ApiId", id), ("ApiEndpoint", string.Create(CultureInfo.InvariantCulture, $"https://{id}.execute-api.{context.Scope.Region}.{Scope.UrlSuffix}")));
    }

    private static string? Empty(ResourceContext context, Cors? cors)
    {
        var properties = context.Properties;
        var request = new Apis.CreateApiRequest
        {
            Name = properties.Text("Name") ?? "",
            Description = properties.Text("Description"),
            Version = properties.Text("Version"),
            CorsConfiguration = cors,
        };
        return context.Apply(account => Apis.CreateApi(account, request, context.Operations))?.ApiId;
    }

    private static void QuickCreate(ResourceContext context, string api)
    {
        var properties = context.Properties;
        var target = properties.Text("Target") ?? "";
        var isFunction = target.StartsWith("arn:", StringComparison.Ordinal);
        var integrate = new Integrations.CreateIntegrationRequest
        {
            IntegrationType = isFunction ? IntegrationType.AwsProxy : IntegrationType.HttpProxy,
            IntegrationMethod = isFunction ? "POST" : "ANY",
            IntegrationUri = target,
            PayloadFormatVersion = isFunction ? "2.0" : "1.0",
        };
        if (context.Apply(account => Integrations.CreateIntegration(account, api, integrate, context.Operations), "Target") is not { } integration)
        {
            return;
        }

        var route = new Routes.CreateRouteRequest { RouteKey = properties.Text("RouteKey") ?? Routes.DefaultKey, Target = $"integrations/{integration.IntegrationId}" };
        context.Apply(account => Routes.CreateRoute(account, api, route, context.Operations), "RouteKey");
        context.Apply(account => Stages.CreateStage(account, api, new Stages.CreateStageRequest { StageName = Stages.DefaultName, AutoDeploy = true }, context.Operations));
    }

    private static Cors? ReadCors(Section properties) => properties.Object("CorsConfiguration", s_cors) is { } section
        ? new Cors
        {
            AllowCredentials = section.Boolean("AllowCredentials") ?? false,
            AllowHeaders = section.Texts("AllowHeaders"),
            AllowMethods = section.Texts("AllowMethods"),
            AllowOrigins = section.Texts("AllowOrigins"),
            ExposeHeaders = section.Texts("ExposeHeaders"),
            MaxAge = section.Integer("MaxAge"),
        }
        : null;
}
