// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class SwaggerPolicyTests
{
    private const string Resource = """[{"Fn::Sub": ["execute-api:/${__Stage__}/GET/users/*", {"__Stage__": "Prod"}]}]""";

    [Fact]
    public void Denies_all_but_the_addresses_of_a_list() => ApiTemplates.Same(
        $$$"""
        [{"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": {{{Resource}}}, "Principal": "*"},
         {"Effect": "Deny", "Action": "execute-api:Invoke", "Resource": {{{Resource}}}, "Principal": "*", "Condition": {"NotIpAddress": {"aws:SourceIp": ["10.0.0.0/8"]} } }]
        """,
        Statement("IpRangeWhitelist: [10.0.0.0/8]"));

    [Fact]
    public void Tells_VPCs_from_their_endpoints() => ApiTemplates.Same(
        """{"StringEquals": {"aws:SourceVpc": ["vpc-1"], "aws:SourceVpce": ["vpce-1", {"Ref": "V"}]}}""",
        Statement("SourceVpcBlacklist: [vpc-1, vpce-1], IntrinsicVpceBlacklist: [{Ref: V}]")![1]!["Condition"]);

    [Fact]
    public void Allows_the_accounts_of_a_list() => ApiTemplates.Same(
        $$$"""{"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": {{{Resource}}}, "Principal": {"AWS": ["123456789012"]}}""", Statement("AwsAccountWhitelist: ['123456789012']"));

    [Fact]
    public void Custom_statements_follow_once() => Assert.Equal(3, Statement("IpRangeWhitelist: [10.0.0.0/8], CustomStatements: [{Effect: Allow}, {Effect: Allow}]")!.AsArray().Count);

    [Fact]
    public void Refuses_functions_where_names_are_needed() => Assert.Contains(
        "SourceVpcWhitelist must be a list of strings.", ApiTemplates.Fault(ApiTemplates.Rest("Auth: {ResourcePolicy: {SourceVpcWhitelist: [!Ref X]}}")).Cause, StringComparison.Ordinal);

    private static System.Text.Json.Nodes.JsonNode? Statement(string policy) =>
        ApiTemplates.Properties(ApiTemplates.Rest($"Auth: {{ResourcePolicy: {{{policy}}}}}"))["Body"]!["x-amazon-apigateway-policy"]!["Statement"];
}
