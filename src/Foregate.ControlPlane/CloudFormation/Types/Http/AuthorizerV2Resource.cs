// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.CloudFormation.Types.Http;

/// <summary><c>AWS::ApiGatewayV2::Authorizer</c>.</summary>
internal static class AuthorizerV2Resource
{
    private static readonly ObjectKind s_jwt = new("the JWT configuration", "Audience Issuer");

    public static ResourceType Type { get; } = new(
        "AWS::ApiGatewayV2::Authorizer",
        new ObjectKind(
            "the authorizer",
            "ApiId Name AuthorizerType AuthorizerUri AuthorizerCredentialsArn AuthorizerPayloadFormatVersion AuthorizerResultTtlInSeconds EnableSimpleResponses IdentitySource"
            + " IdentityValidationExpression JwtConfiguration"),
        ["ApiId", "Name", "AuthorizerType"],
        Create)
    {
        Replacing = ["ApiId"],
        Update = Update,
        Delete = static removal => removal.Apply(account => Authorizers.DeleteAuthorizer(account, removal.Text("ApiId"), removal.PhysicalId, removal.Operations)),
        Read = static (account, resource) => OwnDefinition.Of(
            account.Apis.GetValueOrDefault(resource.Text("ApiId"))?.Authorizers.GetValueOrDefault(resource.PhysicalId), DefinitionJson.WriteApiGatewayV2AuthorizerRow),
        Place = static resource => $"/apis/{resource.Text("ApiId")}/authorizers/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var (api, request) = Said(context);
        return Value(context.Apply(account => Authorizers.CreateAuthorizer(account, api, request, context.Operations)));
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var (api, request) = Said(context);
        return Value(context.Apply(account => Authorizers.ReplaceAuthorizer(account, api, context.PhysicalId, request, context.Operations)));
    }

    private static (string Api, Authorizers.CreateAuthorizerRequest Request) Said(ResourceContext context)
    {
        var properties = context.Properties;
        var jwt = properties.Object("JwtConfiguration", s_jwt);
        return (properties.Text("ApiId") ?? "", new Authorizers.CreateAuthorizerRequest
        {
            Name = properties.Text("Name") ?? "",
            AuthorizerType = context.Choice(properties, "AuthorizerType", AuthorizerType.Request, ("REQUEST", AuthorizerType.Request), ("JWT", AuthorizerType.Jwt)),
            AuthorizerUri = properties.Text("AuthorizerUri"),
            AuthorizerCredentialsArn = properties.Text("AuthorizerCredentialsArn"),
            AuthorizerPayloadFormatVersion = properties.Text("AuthorizerPayloadFormatVersion"),
            AuthorizerResultTtlInSeconds = properties.Integer("AuthorizerResultTtlInSeconds"),
            EnableSimpleResponses = properties.Boolean("EnableSimpleResponses"),
            IdentitySource = HttpProperties.Texts(properties, "IdentitySource"),
            IdentityValidationExpression = properties.Text("IdentityValidationExpression"),
            JwtConfiguration = jwt is null ? null : new JwtConfiguration { Issuer = jwt.Text("Issuer"), Audience = HttpProperties.Texts(jwt, "Audience") },
        });
    }

    private static ResourceValue? Value(Authorizer? authorizer) => authorizer is null ? null : new ResourceValue(authorizer.AuthorizerId, ("AuthorizerId", authorizer.AuthorizerId));
}
