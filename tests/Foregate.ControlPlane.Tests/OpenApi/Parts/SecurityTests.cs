// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.OpenApi.Parts;

public sealed class SecurityTests
{
    [Theory]
    [InlineData("[]", "", false)]
    [InlineData("[{ key: [] }]", "key: { type: apiKey, in: header, name: x-api-key }", true)]
    [InlineData("[{ key: [] }]", "key: { type: apiKey, in: header, name: X-API-Key }", true)]
    [InlineData("[{}]", "", false)]
    [InlineData("[{ NONE: [] }]", "", false)]
    [InlineData("[{ NONE: [] }, { key: [] }]", "key: { type: apiKey, in: header, name: x-api-key }", true)]
    public void Serves_API_keys(string security, string schemes, bool isRequired)
    {
        var result = Import(security, schemes);
        Assert.Equal([], result.Faults());
        Assert.Equal(isRequired, result.Account!.RestApis[result.ApiId].Resources.Values.Single(resource => resource.Path == "/a").ResourceMethods["GET"].ApiKeyRequired);
    }

    [Theory]
    [InlineData("[{ key: [] }]", "key: { type: apiKey, in: query, name: x-api-key }", "from the header x-api-key only, not from query \"x-api-key\"")]
    [InlineData("[{ key: [] }]", "key: { type: apiKey, in: header, name: api_key }", "from the header x-api-key only, not from header \"api_key\"")]
    [InlineData("[{ jwt: [] }]", "jwt: { type: http, scheme: bearer }", "The security scheme \"jwt\" (http) needs an authorizer")]
    [InlineData("[{ key: [] }, {}]", "key: { type: apiKey, in: header, name: x-api-key }", "no choice between ways")]
    [InlineData("[{ key: [], jwt: [] }]", "key: { type: apiKey, in: header, name: x-api-key }, jwt: { type: openIdConnect, openIdConnectUrl: x }", "(openIdConnect) needs an authorizer")]
    [InlineData("[{ none: [] }]", "", "There is no security scheme \"none\"")]
    [InlineData("[{ key: [] }]", "key: { type: apiKey, in: header, name: x-api-key, x-amazon-apigateway-authorizer: { type: token } }", "Invalid Authorizer URI: null.")]
    [InlineData("{ key: [] }", "key: { type: apiKey, in: header, name: x-api-key }", "This must be a list, not an object")]
    public void Refuses_with_one_fault_what_would_need_more(string security, string schemes, string cause) =>
        Assert.Contains(cause, Assert.Single(Import(security, schemes).Faults).Cause, StringComparison.Ordinal);

    [Theory]
    [InlineData("[{ pool: [a] }]", AuthorizationType.CognitoUserPools, false, "a")]
    [InlineData("[{ token: [] }, { key: [] }]", AuthorizationType.Custom, true, "")]
    [InlineData("[{ token: [], key: [] }]", AuthorizationType.Custom, true, "")]
    [InlineData("[{ signed: [] }]", AuthorizationType.AwsIam, false, "")]
    public void Keeps_who_may_call(string security, AuthorizationType type, bool needsKey, string scopes)
    {
        const string Schemes = """
            key: { type: apiKey, in: header, name: x-api-key },
            signed: { type: apiKey, in: header, name: Authorization, x-amazon-apigateway-authtype: awsSigv4 },
            pool: { type: apiKey, in: header, name: Token, x-amazon-apigateway-authtype: cognito_user_pools,
              x-amazon-apigateway-authorizer: { type: cognito_user_pools, providerARNs: ['arn:aws:cognito-idp:us-east-1:1:userpool/p'] } },
            token: { type: apiKey, in: header, name: Token, x-amazon-apigateway-authtype: oauth2, x-amazon-apigateway-authorizer:
              { type: token, authorizerUri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations', authorizerResultTtlInSeconds: 60 } }
            """;
        var result = Import(security, Schemes.ReplaceLineEndings(" "));
        Assert.Equal([], result.Faults());
        var api = result.Account!.RestApis[result.ApiId];
        var method = api.Resources.Values.Single(resource => resource.Path == "/a").ResourceMethods["GET"];
        Assert.Equal((type, needsKey, scopes), (method.AuthorizationType, method.ApiKeyRequired, string.Join(' ', method.AuthorizationScopes)));
        Assert.Equal(
            ["cognito_user_pools method.request.header.Token", "oauth2 method.request.header.Token"],
            api.Authorizers.Values.Select(authorizer => $"{authorizer.AuthType} {authorizer.IdentitySource}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_the_document_asks_of_all_an_operation_can_lift()
    {
        var result = Imports.Of(
            """
            openapi: 3.0.3
            info: { title: T, version: '1' }
            security: [{ key: [] }]
            paths: { /a: { get: {}, put: { security: [] }, post: { x-amazon-apigateway-auth: { type: AWS_IAM } } } }
            components: { securitySchemes: { key: { type: apiKey, in: header, name: x-api-key } } }
            """,
            upstream: "http://127.0.0.1");
        Assert.Equal([], result.Faults());
        var methods = result.Account!.RestApis[result.ApiId].Resources.Values.Single(resource => resource.Path == "/a").ResourceMethods;
        Assert.Equal((true, false, true), (methods["GET"].ApiKeyRequired, methods["PUT"].ApiKeyRequired, methods["POST"].ApiKeyRequired));
        Assert.Equal((AuthorizationType.None, AuthorizationType.AwsIam), (methods["GET"].AuthorizationType, methods["POST"].AuthorizationType));
    }

    [Fact]
    public void Leaves_schemes_alone_that_nothing_uses() =>
        Assert.Equal([], Import("[]", "jwt: { type: oauth2, flows: { implicit: { authorizationUrl: x, scopes: {} } } }").Faults());

    private static ControlPlane.OpenApi.ImportResult Import(string security, string schemes) => Imports.Of(
        $"openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths: {{ /a: {{ get: {{ security: {security} }} }} }}\ncomponents: {{ securitySchemes: {{ {schemes} }} }}",
        upstream: "http://127.0.0.1");
}
