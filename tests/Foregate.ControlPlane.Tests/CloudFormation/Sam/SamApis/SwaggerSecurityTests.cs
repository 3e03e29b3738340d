// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class SwaggerSecurityTests
{
    private const string Default = "Auth: {Authorizers: {C: {UserPoolArn: 'arn:p', AuthorizationScopes: [s]}}, DefaultAuthorizer: C, ApiKeyRequired: true}";

    [Fact]
    public void The_API_s_authorizer_and_key_are_on_every_method() => ApiTemplates.Same("""[{"C": ["s"]}, {"api_key": []}]""", Security(Default, "")["get"]!["security"]);

    [Fact]
    public void A_method_may_do_without_either() => ApiTemplates.Same("[]", Security(Default, "Auth: {Authorizer: NONE, ApiKeyRequired: false}")["get"]!["security"]);

    [Fact]
    public void Preflights_are_open_when_the_template_says_so()
    {
        var options = Security(
            Default.Replace("ApiKeyRequired", "AddDefaultAuthorizerToCorsPreflight: false, AddApiKeyRequiredToCorsPreflight: false, ApiKeyRequired", StringComparison.Ordinal) + "\nCors: \"'*'\"", "")["options"]!;
        Assert.Null(options["security"]);
        ApiTemplates.Same("""[{"C": ["s"]}, {"api_key": []}]""", Security(Default + "\nCors: \"'*'\"", "")["options"]!["security"]);
    }

    [Fact]
    public void IAM_is_defined_where_it_is_used()
    {
        var body = ApiTemplates.Properties(ApiTemplates.Rest("Auth: {DefaultAuthorizer: AWS_IAM}"))["Body"]!;
        Assert.Equal("awsSigv4", (string?)body["securityDefinitions"]!["AWS_IAM"]!["x-amazon-apigateway-authtype"]);
        ApiTemplates.Same("""[{"AWS_IAM": []}]""", body["paths"]!["/users/{id}"]!["get"]!["security"]);
    }

    private static System.Text.Json.Nodes.JsonNode Security(string api, string trigger) => ApiTemplates.Properties(ApiTemplates.Rest(api, trigger))["Body"]!["paths"]!["/users/{id}"]!;
}
