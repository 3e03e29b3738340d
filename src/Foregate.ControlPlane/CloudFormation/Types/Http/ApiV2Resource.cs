// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.CloudFormation.Types.Http;

/// <summary><c>AWS::ApiGatewayV2::Api</c>: an HTTP or WebSocket API, empty, from an OpenAPI document, or with a route and a target at once (quick create).</summary>
internal static class ApiV2Resource
{
    private static readonly ObjectKind s_cors = new("the CORS configuration", "AllowCredentials AllowHeaders AllowMethods AllowOrigins ExposeHeaders MaxAge");

    private static readonly ObjectKind s_properties = new(
        "the API",
        "Name ProtocolType Description Version Body BodyS3Location BasePath FailOnWarnings CorsConfiguration Target RouteKey CredentialsArn ApiKeySelectionExpression"
        + " RouteSelectionExpression DisableSchemaValidation DisableExecuteApiEndpoint IpAddressType Tags");

    public static ResourceType Type { get; } = new("AWS::ApiGatewayV2::Api", s_properties, [], Create)
    {
        IsTagged = true,
        Replacing = ["ProtocolType"],
        Update = Update,
        Delete = static removal => removal.Apply(account => Apis.DeleteApi(account, removal.PhysicalId)),
        Read = Read,
        Place = static resource => $"/apis/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        if (!Check(context.Properties))
        {
            return null;
        }

        var request = Said(context);
        if (context.Run.Reading.HasFaultIn(context.Resource.Path))
        {
            return null;
        }

        if (!BodyImport.IsSaid(context.Properties))
        {
            return Value(context, context.Apply(account => Apis.CreateApi(account, request, context.Creation(request.Tags))));
        }

        return Put(context, null, context.Creation(request.Tags)) is { } id ? Value(context, Settle(context, id, request.CorsConfiguration, request.Tags)) : null;
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        if (!Check(context.Properties))
        {
            return null;
        }

        var request = Said(context);
        var (id, existing) = (context.PhysicalId, context.Existing!);
        if (context.Run.Reading.HasFaultIn(context.Resource.Path))
        {
            return null;
        }

        if (BodyImport.IsSaid(context.Properties))
        {
            // The tags of the document come anew with it.
            return context.Apply(account => Apis.ClearApi(account, id, keepsParts: true)) is not null && Put(context, id, context.Operations) is not null
                ? Value(context, Settle(context, id, request.CorsConfiguration, request.Tags))
                : null;
        }

        // What a document had made goes with the document.
        if ((existing.Has("Body") || existing.Has("BodyS3Location")) && context.Apply(account => Apis.ClearApi(account, id, keepsParts: false)) is null)
        {
            return null;
        }

        return Value(context, context.Apply(account => Apis.ReplaceApi(account, id, request, context.Operations)));
    }

    private static string? Put(ResourceContext context, string? apiId, OperationContext operations)
    {
        var basePath = context.Choice(context.Properties, "BasePath", BasePathMode.Ignore, ("ignore", BasePathMode.Ignore), ("prepend", BasePathMode.Prepend), ("split", BasePathMode.Split));
        return BodyImport.Put(context, new ImportTarget { IsHttp = true, ApiId = apiId, BasePath = basePath }, operations, context.Properties.Boolean("FailOnWarnings") ?? false);
    }

    private static bool Check(Section properties)
    {
        var hasBody = BodyImport.IsSaid(properties);
        if (hasBody && properties.Has("Target"))
        {
            properties.Fault("Target", "Quick create and a Body exclude each other.", "Keep one of them.");
            return false;
        }

        if (!hasBody && (!properties.Has("Name") || !properties.Has("ProtocolType")))
        {
            properties.Fault("Name", "An API without a Body needs a Name and a ProtocolType.", "Write both.");
            return false;
        }

        if (hasBody && properties.Text("ProtocolType") == "WEBSOCKET")
        {
            properties.Fault("ProtocolType", "WebSocket APIs are not made of documents.", "Define its routes and integrations as resources.");
            return false;
        }

        return true;
    }

    private static Apis.CreateApiRequest Said(ResourceContext context)
    {
        var properties = context.Properties;
        return new Apis.CreateApiRequest
        {
            Name = properties.Text("Name") ?? "",
            ProtocolType = context.Choice(properties, "ProtocolType", ProtocolType.Http, ("HTTP", ProtocolType.Http), ("WEBSOCKET", ProtocolType.WebSocket)),
            Description = properties.Text("Description"),
            Version = properties.Text("Version"),
            CorsConfiguration = ReadCors(properties),
            ApiKeySelectionExpression = properties.Text("ApiKeySelectionExpression"),
            RouteSelectionExpression = properties.Text("RouteSelectionExpression"),
            DisableSchemaValidation = properties.Boolean("DisableSchemaValidation") ?? false,
            DisableExecuteApiEndpoint = properties.Boolean("DisableExecuteApiEndpoint") ?? false,
            IpAddressType = context.Choice(properties, "IpAddressType", "ipv4", ("ipv4", "ipv4"), ("dualstack", "dualstack")),
            Target = properties.Text("Target"),
            RouteKey = properties.Text("RouteKey"),
            CredentialsArn = properties.Text("CredentialsArn"),
            Tags = HttpProperties.Tags(context),
        };
    }

    /// <summary>Sets what the template says beside a document: it wins over the document, which stands for the rest.</summary>
    private static Api? Settle(ResourceContext context, string id, Cors? cors, ImmutableSortedDictionary<string, string> tags)
    {
        var properties = context.Properties;
        var api = context.Run.Account.Apis[id];
        var request = new Apis.CreateApiRequest
        {
            Name = properties.Text("Name") ?? api.Name,
            Description = properties.Text("Description") ?? api.Description,
            Version = properties.Text("Version") ?? api.Version,
            CorsConfiguration = cors ?? api.CorsConfiguration,
            ApiKeySelectionExpression = properties.Text("ApiKeySelectionExpression"),
            RouteSelectionExpression = properties.Text("RouteSelectionExpression"),
            DisableSchemaValidation = properties.Boolean("DisableSchemaValidation") ?? false,
            DisableExecuteApiEndpoint = properties.Boolean("DisableExecuteApiEndpoint") ?? api.DisableExecuteApiEndpoint,
            IpAddressType = properties.Text("IpAddressType") ?? api.IpAddressType,
            RouteKey = properties.Text("RouteKey"),
            CredentialsArn = properties.Text("CredentialsArn"),
            Tags = api.Tags.SetItems(tags),
        };
        return context.Apply(account => Apis.ReplaceApi(account, id, request, context.Operations));
    }

    private static ResourceValue? Value(ResourceContext context, Api? api) => api is null ? null : new ResourceValue(
        api.ApiId,
        ("ApiId", api.ApiId),
        ("ApiEndpoint", $"{(api.ProtocolType == ProtocolType.WebSocket ? "wss" : "https")}://{api.ApiId}.execute-api.{context.Scope.Region}.{Scope.UrlSuffix}"));

    private static string? Read(Account account, DeployedResource resource)
    {
        if (!account.Apis.TryGetValue(resource.PhysicalId, out var api))
        {
            return null;
        }

        // What a document has made belongs to the API, what resources have made to them.
        return resource.Has("Body") || resource.Has("BodyS3Location")
            ? OwnDefinition.Of(api with { Stages = OrdinalMap.Empty<Stage>(), Deployments = OrdinalMap.Empty<Deployment>() }, DefinitionJson.WriteApiGatewayV2Api)
            : OwnDefinition.Of(api, DefinitionJson.WriteApiGatewayV2ApiRow);
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
