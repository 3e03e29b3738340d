// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class MethodAuthTests
{
    private const string Cognito = "Auth: {Authorizers: {C: {UserPoolArn: 'arn:p', AuthorizationScopes: [s]}}}";

    [Fact]
    public void The_event_s_scopes_win_over_the_authorizer_s()
    {
        ApiTemplates.Same("""[{"C": ["s"]}]""", Security(Cognito, "Auth: {Authorizer: C}"));
        ApiTemplates.Same("""[{"C": []}]""", Security(Cognito, "Auth: {Authorizer: C, AuthorizationScopes: []}"));
    }

    [Fact]
    public void A_key_is_asked_for_beside_the_authorizer() =>
        ApiTemplates.Same("""[{"C": ["s"]}, {"api_key": []}]""", Security(Cognito, "Auth: {Authorizer: C, ApiKeyRequired: true}"));

    [Fact]
    public void A_document_of_the_template_gets_an_event_s_authorizer_only_when_it_overrides()
    {
        const string body = Cognito + "\nDefinitionBody:\n  swagger: '2.0'\n  paths:\n    /users/{id}:\n      get: {x-amazon-apigateway-integration: {type: mock}}";
        Assert.Null(Security(body, "Auth: {Authorizer: C}"));
        ApiTemplates.Same("""[{"C": ["s"]}]""", Security(body, "Auth: {Authorizer: C, OverrideApiAuth: true}"));
        Assert.Contains(
            "Property 'Auth.OverrideApiAuth' should be a boolean.", ApiTemplates.Fault(ApiTemplates.Rest(body, "Auth: {Authorizer: C, OverrideApiAuth: !Ref X}")).Cause, StringComparison.Ordinal);
        Assert.Contains(
            "Value of '/other' path must be a dictionary", ApiTemplates.Fault(ApiTemplates.Rest(body, "Auth: {Authorizer: C, OverrideApiAuth: true}", "/other")).Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Auth: {Authorizer: D}", "because it wasn't defined in the API's Authorizers.")]
    [InlineData("Auth: {Authorizer: NONE}", "'NONE' is only a valid value when a DefaultAuthorizer on the API is specified.")]
    [InlineData("Auth: {ApiKeyRequired: false}", "because the related API does not specify any ApiKeyRequired.")]
    [InlineData("Auth: {ResourcePolicy: x}", "Property 'Auth.ResourcePolicy' should be a map.")]
    public void Refuses_what_the_API_has_not(string trigger, string cause)
    {
        var fault = ApiTemplates.Fault(ApiTemplates.Rest(Cognito, trigger));
        Assert.Contains(cause, fault.Cause, StringComparison.Ordinal);
        Assert.StartsWith("#/Resources/F/Properties/Events/E/Properties/Auth", fault.DocumentPath, StringComparison.Ordinal);
    }

    private static System.Text.Json.Nodes.JsonNode? Security(string api, string trigger) =>
        ApiTemplates.Properties(ApiTemplates.Rest(api, trigger))["Body"]!["paths"]!["/users/{id}"]!["get"]!["security"];
}
