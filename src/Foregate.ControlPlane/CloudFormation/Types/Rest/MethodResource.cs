// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::Method</c>, with its integration and its responses.</summary>
internal static class MethodResource
{
    private static readonly ObjectKind s_properties = new(
        "the method",
        "ApiKeyRequired AuthorizationScopes AuthorizationType AuthorizerId HttpMethod Integration MethodResponses OperationName RequestModels RequestParameters RequestValidatorId ResourceId RestApiId");

    private static readonly ObjectKind s_response = new("the method response", "ResponseModels ResponseParameters StatusCode");

    private static readonly (string, string)[] s_places =
    [
        ("HttpMethod", "HttpMethod"), ("Method already exists", "HttpMethod"), ("authorizer", "AuthorizerId"), ("authorizer", "AuthorizationType"), ("validator", "RequestValidatorId"),
        ("parameter", "RequestParameters"), ("model", "RequestModels"), ("content", "RequestModels"), ("resource", "ResourceId"),
    ];

    public static ResourceType Type { get; } = new("AWS::ApiGateway::Method", s_properties, ["RestApiId", "ResourceId", "HttpMethod"], Put)
    {
        Replacing = ["HttpMethod", "ResourceId", "RestApiId"],
        Update = Update,
        Delete = static removal => removal.Apply(account => Methods.DeleteMethod(account, removal.Text("RestApiId"), removal.Text("ResourceId"), removal.Text("HttpMethod"))),
        Read = static (account, resource) => OwnDefinition.Of(
            Methods.GetMethod(account, resource.Text("RestApiId"), resource.Text("ResourceId"), resource.Text("HttpMethod")).Response, DefinitionJson.WriteApiGatewayMethodRow),
        Place = static resource => $"/restapis/{resource.Text("RestApiId")}/resources/{resource.Text("ResourceId")}/methods/{resource.Text("HttpMethod")}",
    };

    // A method that is put anew has nothing of what it was.
    private static ResourceValue? Update(ResourceContext context)
    {
        var (api, resource, verb) = Key(context);
        return context.Apply(account => Methods.DeleteMethod(account, api, resource, verb), s_places) is null ? null : Put(context);
    }

    private static ResourceValue? Put(ResourceContext context)
    {
        var properties = context.Properties;
        var (api, resource, verb) = Key(context);
        var request = new Methods.PutMethodRequest
        {
            HttpMethod = verb,
            ApiKeyRequired = properties.Boolean("ApiKeyRequired") ?? false,
            OperationName = properties.Text("OperationName"),
            RequestParameters = Flags(properties, "RequestParameters"),
            RequestModels = properties.TextMap("RequestModels"),
            RequestValidatorId = properties.Text("RequestValidatorId"),
            AuthorizerId = properties.Text("AuthorizerId"),
            AuthorizationScopes = properties.Texts("AuthorizationScopes"),
            AuthorizationType = context.Choice(
                properties,
                "AuthorizationType",
                AuthorizationType.None,
                ("NONE", AuthorizationType.None),
                ("AWS_IAM", AuthorizationType.AwsIam),
                ("CUSTOM", AuthorizationType.Custom),
                ("COGNITO_USER_POOLS", AuthorizationType.CognitoUserPools)),
        };
        if (context.Apply(account => Methods.PutMethod(account, api, resource, request), s_places) is null)
        {
            return null;
        }

        foreach (var response in context.Objects(properties, "MethodResponses", s_response))
        {
            var status = response.Text("StatusCode") ?? "";
            var (declared, models) = (Flags(response, "ResponseParameters"), response.TextMap("ResponseModels"));
            context.Apply(
                response, account => MethodResponses.PutMethodResponse(account, api, resource, verb, status, declared, models), ("parameter", "ResponseParameters"), ("model", "ResponseModels"), ("status", "StatusCode"));
        }

        if (properties.Object("Integration", MethodIntegration.Kind) is { } integration)
        {
            MethodIntegration.Put(context, integration, api, resource, verb);
        }

        return new ResourceValue($"{api}-{resource}-{verb}");
    }

    private static (string Api, string Resource, string Verb) Key(ResourceContext context)
    {
        var properties = context.Properties;
        return (properties.Text("RestApiId") ?? "", properties.Text("ResourceId") ?? "", properties.Text("HttpMethod") ?? "");
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
}
