// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::Method</c>, with its integration and its responses.</summary>
internal static class MethodResource
{
    private static readonly ObjectKind s_properties = new(
        "the method",
        "RestApiId ResourceId HttpMethod ApiKeyRequired OperationName RequestParameters Integration MethodResponses AuthorizationType",
        "RequestModels AuthorizationScopes",
        ("AuthorizerId", Fate.Refused("authorizers", "Remove it.")),
        ("RequestValidatorId", Fate.Refused("request validators", "Remove it; the back end must validate.")));

    private static readonly ObjectKind s_integration = new(
        "the integration",
        "Type IntegrationHttpMethod Uri PassthroughBehavior ContentHandling TimeoutInMillis RequestParameters RequestTemplates IntegrationResponses",
        "CacheNamespace",
        ("CacheKeyParameters", Fate.Refused("response caching", "Remove it.", "")),
        ("ConnectionId", Fate.Refused("VPC links", "Remove it, and use an address that this machine can reach.")),
        ("ConnectionType", Fate.Refused("VPC links", "Use INTERNET with an address that this machine can reach.", "INTERNET")),
        ("Credentials", Fate.Refused("credentials of integrations", "Remove it.")),
        ("IntegrationTarget", Fate.Refused("VPC links", "Remove it.")),
        ("ResponseTransferMode", Fate.Refused("the STREAM transfer mode by that name (proxied bodies are always streamed)", "Use BUFFERED or remove it.", "BUFFERED")),
        ("TlsConfig", Fate.Refused("TLS settings of integrations", "Remove it; certificates are verified.")));

    private static readonly ObjectKind s_response = new(
        "the integration response",
        "StatusCode SelectionPattern ResponseParameters ResponseTemplates",
        "",
        ("ContentHandling", Fate.Refused("conversions between text and binary", "Remove it.")));

    private static readonly ObjectKind s_methodResponse = new("the method response", "StatusCode ResponseParameters", "ResponseModels");

    public static ResourceType Type { get; } = new("AWS::ApiGateway::Method", s_properties, ["RestApiId", "ResourceId", "HttpMethod"], Create)
    {
        Delete = static removal => removal.Apply(account => Methods.DeleteMethod(account, removal.Text("RestApiId"), removal.Text("ResourceId"), removal.Text("HttpMethod"))),
        Place = static resource => $"/restapis/{resource.Text("RestApiId")}/resources/{resource.Text("ResourceId")}/methods/{resource.Text("HttpMethod")}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var api = properties.Text("RestApiId") ?? "";
        var resource = properties.Text("ResourceId") ?? "";
        var verb = properties.Text("HttpMethod") ?? "";
        var request = new Methods.PutMethodRequest
        {
            HttpMethod = verb,
            ApiKeyRequired = properties.Boolean("ApiKeyRequired") ?? false,
            OperationName = properties.Text("OperationName"),
            RequestParameters = Flags(properties, "RequestParameters"),
            AuthorizationType = context.Choice(
                properties,
                "AuthorizationType",
                AuthorizationType.None,
                ("NONE", AuthorizationType.None),
                ("AWS_IAM", AuthorizationType.AwsIam),
                ("CUSTOM", AuthorizationType.Custom),
                ("COGNITO_USER_POOLS", AuthorizationType.CognitoUserPools)),
        };
        if (context.Apply(account => request.AuthorizationType == AuthorizationType.AwsIam ? AwsError.NotBuilt("AWS_IAM authorization") : Methods.PutMethod(account, api, resource, request)) is null)
        {
            return null;
        }

        foreach (var response in Objects(context, properties, "MethodResponses", s_methodResponse))
        {
            var status = response.Text("StatusCode") ?? "";
            var declared = Flags(response, "ResponseParameters");
            context.Apply(account => MethodResponses.PutMethodResponse(account, api, resource, verb, status, declared), "MethodResponses");
        }

        if (properties.Object("Integration", s_integration) is { } integration)
        {
            Integrate(context, integration, api, resource, verb);
        }

        return new ResourceValue($"{api}-{resource}-{verb}");
    }

    private static void Integrate(ResourceContext context, Section section, string api, string resource, string verb)
    {
        var request = new Integrations.PutIntegrationRequest
        {
            Type = context.Choice(
                section,
                "Type",
                IntegrationType.Mock,
                ("MOCK", IntegrationType.Mock),
                ("HTTP_PROXY", IntegrationType.HttpProxy),
                ("HTTP", IntegrationType.Http),
                ("AWS", IntegrationType.Aws),
                ("AWS_PROXY", IntegrationType.AwsProxy)),
            HttpMethod = section.Text("IntegrationHttpMethod"),
            Uri = section.Text("Uri"),
            PassthroughBehavior = context.Choice(
                section,
                "PassthroughBehavior",
                PassthroughBehavior.WhenNoMatch,
                ("WHEN_NO_MATCH", PassthroughBehavior.WhenNoMatch),
                ("WHEN_NO_TEMPLATES", PassthroughBehavior.WhenNoTemplates),
                ("NEVER", PassthroughBehavior.Never)),
            ContentHandling = context.Choice<ContentHandling?>(
                section,
                "ContentHandling",
                null,
                ("CONVERT_TO_BINARY", ContentHandling.ConvertToBinary),
                ("CONVERT_TO_TEXT", ContentHandling.ConvertToText)),
            TimeoutInMillis = section.Integer("TimeoutInMillis"),
            RequestParameters = section.TextMap("RequestParameters"),
            RequestTemplates = Templates(section, "RequestTemplates"),
        };
        if (!section.Has("Type"))
        {
            section.Fault("Type", "The integration has no Type.", "Write one, such as AWS_PROXY.");
        }

        if (context.Apply(account => NotServed(request) is { } error ? error : Integrations.PutIntegration(account, api, resource, verb, request, context.Operations), "Integration") is null)
        {
            return;
        }

        foreach (var response in Objects(context, section, "IntegrationResponses", s_response))
        {
            var put = new IntegrationResponses.PutIntegrationResponseRequest
            {
                StatusCode = response.Text("StatusCode") ?? "",
                SelectionPattern = response.Text("SelectionPattern"),
                ResponseParameters = response.TextMap("ResponseParameters"),
                ResponseTemplates = Templates(response, "ResponseTemplates"),
            };
            context.Apply(
                account => Methods.Find(account, api, resource, verb, out _, out _, out var method) is null && !method!.MethodResponses.ContainsKey(put.StatusCode)
                    ? AwsError.NoResponse()
                    : IntegrationResponses.PutIntegrationResponse(account, api, resource, verb, put, context.Operations),
                "Integration");
        }
    }

    private static AwsError? NotServed(Integrations.PutIntegrationRequest request) => request.Type switch
    {
        IntegrationType.Aws => AwsError.NotBuilt("integrations of type AWS"),
        IntegrationType.Http => AwsError.NotBuilt("integrations of type HTTP"),
        IntegrationType.AwsProxy => request.HttpMethod is { Length: > 0 } ? Integrations.CheckUri(request.Type, request.Uri) : null,
        _ => request.ContentHandling is null ? null : AwsError.NotBuilt("conversions between text and binary (contentHandling)"),
    };

    private static ImmutableSortedDictionary<string, string> Templates(Section section, string property)
    {
        var templates = section.TextMap(property);
        foreach (var (type, template) in templates)
        {
            if (!ConstantTemplates.IsConstant(template))
            {
                section.Fault(property, $"The template for {type} needs the template language (VTL), which Foregate does not do yet.", "Write a template without $ and # constructs.");
            }
        }

        return templates;
    }

    private static ImmutableSortedDictionary<string, bool> Flags(Section section, string property)
    {
        var flags = OrdinalMap.Empty<bool>();
        foreach (var (name, text) in section.TextMap(property))
        {
            if (bool.TryParse(text, out var value))
            {
                flags = flags.Add(name, value);
            }
            else
            {
                section.Fault(property, $"{name} must be true or false.", "Write true or false.");
            }
        }

        return flags;
    }

    private static List<Section> Objects(ResourceContext context, Section section, string property, ObjectKind kind)
    {
        var objects = new List<Section>();
        var items = section.Items(property) ?? [];
        for (var i = 0; i < items.Count; i++)
        {
            if (Section.Open(context.Run.Reading, items[i], DocumentPath.Append(section.PathOf(property), i), kind) is { } item)
            {
                objects.Add(item);
            }
        }

        return objects;
    }
}
