// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway.Parts;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::Authorizer</c>.</summary>
internal static class AuthorizerResource
{
    private static readonly ObjectKind s_properties = new(
        "the authorizer",
        "AuthType AuthorizerCredentials AuthorizerResultTtlInSeconds AuthorizerUri IdentitySource IdentityValidationExpression Name ProviderARNs RestApiId Type");

    private static readonly (string, string)[] s_places =
    [
        ("concurrent", "RestApiId"), ("API identifier", "RestApiId"), ("authorizer name", "Name"), ("TTL", "AuthorizerResultTtlInSeconds"), ("identity source", "IdentitySource"),
        ("authorizer URI", "AuthorizerUri"), ("provider ARN", "ProviderARNs"), ("user pool", "ProviderARNs"), ("Invalid ARN", "AuthorizerCredentials"), ("type", "Type"),
    ];

    public static ResourceType Type { get; } = new("AWS::ApiGateway::Authorizer", s_properties, ["RestApiId", "Name", "Type"], Create)
    {
        Replacing = ["RestApiId"],
        Update = Update,
        Delete = static removal => removal.Apply(account => Authorizers.DeleteAuthorizer(account, removal.Text("RestApiId"), removal.PhysicalId)),
        Read = static (account, resource) => OwnDefinition.Of(
            account.RestApis.GetValueOrDefault(resource.Text("RestApiId"))?.Authorizers.GetValueOrDefault(resource.PhysicalId), DefinitionJson.WriteApiGatewayAuthorizerRow),
        Place = static resource => $"/restapis/{resource.Text("RestApiId")}/authorizers/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var (api, request) = (context.Properties.Text("RestApiId") ?? "", Request(context));
        return context.Apply(account => Authorizers.CreateAuthorizer(account, api, request, context.Operations), s_places) is { } made ? Value(made.Id) : null;
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var (api, request) = (context.Properties.Text("RestApiId") ?? "", Request(context));
        return context.Apply(account => Authorizers.UpdateAuthorizer(account, api, context.PhysicalId, request, context.Operations), s_places) is null ? null : Value(context.PhysicalId);
    }

    private static ResourceValue Value(string id) => new(id, ("AuthorizerId", id));

    private static Authorizers.CreateAuthorizerRequest Request(ResourceContext context)
    {
        var properties = context.Properties;
        return new Authorizers.CreateAuthorizerRequest
        {
            Name = properties.Text("Name") ?? "",
            Type = context.Choice(
                properties, "Type", AuthorizerType.Token, ("TOKEN", AuthorizerType.Token), ("REQUEST", AuthorizerType.Request), ("COGNITO_USER_POOLS", AuthorizerType.CognitoUserPools)),
            ProviderArns = properties.Texts("ProviderARNs"),
            AuthType = properties.Text("AuthType"),
            AuthorizerUri = properties.Text("AuthorizerUri"),
            AuthorizerCredentials = properties.Text("AuthorizerCredentials"),
            IdentitySource = properties.Text("IdentitySource"),
            IdentityValidationExpression = properties.Text("IdentityValidationExpression"),
            AuthorizerResultTtlInSeconds = properties.Integer("AuthorizerResultTtlInSeconds"),
        };
    }
}
