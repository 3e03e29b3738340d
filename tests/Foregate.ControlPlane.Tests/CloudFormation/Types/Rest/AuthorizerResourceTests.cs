// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class AuthorizerResourceTests
{
    [Fact]
    public void Is_made_changed_replaced_and_deleted() => new TypeTable(
        "Authorizer",
        Given.Api,
        ("AuthType", "\"custom\"", "\"other\""),
        ("AuthorizerCredentials", "\"arn:aws:iam::123456789012:role/a\"", "\"arn:aws:iam::123456789012:role/b\""),
        ("AuthorizerResultTtlInSeconds", "5", "\"7\""),
        ("AuthorizerUri!", Uri, Uri.Replace("function:f", "function:g", StringComparison.Ordinal)),
        ("IdentitySource!", "\"method.request.header.A\"", "\"method.request.header.B\""),
        ("IdentityValidationExpression", "\"a+\"", "\"b+\""),
        ("Name", "\"n\"", "\"m\""),
        ("ProviderARNs", """["arn:aws:cognito-idp:us-east-1:123456789012:userpool/p"]""", """["arn:aws:cognito-idp:us-east-1:123456789012:userpool/q"]"""),
        ("RestApiId", """{"Ref": "A"}""", """{"Ref": "B"}"""),
        ("Type", "\"TOKEN\"", "\"REQUEST\"")).Check();

    private const string Uri = "\"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations\"";

    [Fact]
    public void What_the_operation_refuses_is_told_at_its_property() => Assert.Equal(
        "#/Resources/X/Properties/AuthorizerResultTtlInSeconds",
        Assert.Single(RestStacks.Try(
            OpenApi.Imports.Empty,
            RestStacks.Template("Authorizer", Given.Api, $$""" "RestApiId": {"Ref": "A"}, "Name": "n", "Type": "TOKEN", "AuthorizerUri": {{Uri}}, "IdentitySource": "method.request.header.A", "AuthorizerResultTtlInSeconds": 9000 """)).Faults).DocumentPath);
}
