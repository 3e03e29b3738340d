// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Foregate.ControlPlane.CloudFormation.Types;
using Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;
using Foregate.ControlPlane.Tests.OpenApi;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Http;

/// <summary>A stack with a resource of every type of HTTP and WebSocket APIs, of functions and of parameters, each of which fails in turn.</summary>
public sealed class EverythingElseTests
{
    private const string Template = """
        {"Resources": {
          "Api": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"Name": "a", "ProtocolType": "HTTP", "Description": "d"}},
          "Quick": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"Name": "q", "ProtocolType": "HTTP", "Target": "http://127.0.0.1:9000"}},
          "Overrides": {"Type": "AWS::ApiGatewayV2::ApiGatewayManagedOverrides", "Properties": {"ApiId": {"Ref": "Quick"}, "Integration": {"TimeoutInMillis": 1000}}},
          "Authorizer": {"Type": "AWS::ApiGatewayV2::Authorizer", "Properties": {"ApiId": {"Ref": "Api"}, "Name": "j", "AuthorizerType": "JWT", "IdentitySource": ["$request.header.Authorization"],
            "JwtConfiguration": {"Issuer": "https://issuer.example.com", "Audience": ["a"]}}},
          "Integration": {"Type": "AWS::ApiGatewayV2::Integration", "Properties": {"ApiId": {"Ref": "Api"}, "IntegrationType": "HTTP_PROXY", "IntegrationMethod": "GET", "IntegrationUri": "http://127.0.0.1:9000", "PayloadFormatVersion": "1.0"}},
          "Route": {"Type": "AWS::ApiGatewayV2::Route", "Properties": {"ApiId": {"Ref": "Api"}, "RouteKey": "GET /a", "Target": {"Fn::Join": ["/", ["integrations", {"Ref": "Integration"}]]}}},
          "Deployment": {"Type": "AWS::ApiGatewayV2::Deployment", "DependsOn": "Route", "Properties": {"ApiId": {"Ref": "Api"}}},
          "Stage": {"Type": "AWS::ApiGatewayV2::Stage", "Properties": {"ApiId": {"Ref": "Api"}, "DeploymentId": {"Ref": "Deployment"}, "StageName": "prod"}},
          "Domain": {"Type": "AWS::ApiGatewayV2::DomainName", "Properties": {"DomainName": "a.example.com", "DomainNameConfigurations": [{"CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/a"}]}},
          "Mapping": {"Type": "AWS::ApiGatewayV2::ApiMapping", "Properties": {"ApiId": {"Ref": "Api"}, "DomainName": {"Ref": "Domain"}, "Stage": {"Ref": "Stage"}}},
          "Ruled": {"Type": "AWS::ApiGatewayV2::DomainName", "Properties": {"DomainName": "r.example.com", "RoutingMode": "ROUTING_RULE_ONLY", "DomainNameConfigurations": [{"CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/a"}]}},
          "Rest": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "r"}},
          "Method": {"Type": "AWS::ApiGateway::Method", "Properties": {"RestApiId": {"Ref": "Rest"}, "ResourceId": {"Fn::GetAtt": ["Rest", "RootResourceId"]}, "HttpMethod": "GET", "AuthorizationType": "NONE", "Integration": {"Type": "MOCK"}}},
          "RestDeployment": {"Type": "AWS::ApiGateway::Deployment", "DependsOn": "Method", "Properties": {"RestApiId": {"Ref": "Rest"}, "StageName": "s"}},
          "Rule": {"Type": "AWS::ApiGatewayV2::RoutingRule", "DependsOn": "RestDeployment", "Properties": {"DomainNameArn": {"Fn::GetAtt": ["Ruled", "DomainNameArn"]}, "Priority": 10,
            "Conditions": [{"MatchBasePaths": {"AnyOf": ["a"]}}], "Actions": [{"InvokeApi": {"ApiId": {"Ref": "Rest"}, "Stage": "s"}}]}},
          "Link": {"Type": "AWS::ApiGatewayV2::VpcLink", "Properties": {"Name": "l", "SubnetIds": ["subnet-1"]}},
          "Socket": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"Name": "w", "ProtocolType": "WEBSOCKET", "RouteSelectionExpression": "$request.body.action"}},
          "Model": {"Type": "AWS::ApiGatewayV2::Model", "Properties": {"ApiId": {"Ref": "Socket"}, "Name": "M", "ContentType": "application/json", "Schema": {"type": "object"}}},
          "Mock": {"Type": "AWS::ApiGatewayV2::Integration", "Properties": {"ApiId": {"Ref": "Socket"}, "IntegrationType": "MOCK"}},
          "Reply": {"Type": "AWS::ApiGatewayV2::IntegrationResponse", "Properties": {"ApiId": {"Ref": "Socket"}, "IntegrationId": {"Ref": "Mock"}, "IntegrationResponseKey": "$default"}},
          "Ping": {"Type": "AWS::ApiGatewayV2::Route", "Properties": {"ApiId": {"Ref": "Socket"}, "RouteKey": "ping", "Target": {"Fn::Join": ["/", ["integrations", {"Ref": "Mock"}]]}}},
          "Pong": {"Type": "AWS::ApiGatewayV2::RouteResponse", "Properties": {"ApiId": {"Ref": "Socket"}, "RouteId": {"Ref": "Ping"}, "RouteResponseKey": "$default"}},
          "Function": {"Type": "AWS::Lambda::Function", "Properties": {"Role": "arn:aws:iam::123456789012:role/r", "Runtime": "nodejs22.x", "Handler": "index.handler", "Code": {"ZipFile": "exports.handler = async () => 1;"}}},
          "Version": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Function"}}},
          "Alias": {"Type": "AWS::Lambda::Alias", "Properties": {"FunctionName": {"Ref": "Function"}, "FunctionVersion": {"Fn::GetAtt": ["Version", "Version"]}, "Name": "live"}},
          "Permission": {"Type": "AWS::Lambda::Permission", "Properties": {"FunctionName": {"Ref": "Function"}, "Action": "lambda:InvokeFunction", "Principal": "apigateway.amazonaws.com"}},
          "Parameter": {"Type": "AWS::SSM::Parameter", "Properties": {"Name": "/p", "Type": "String", "Value": "v"}}
        }}
        """;

    // They are there so that a routing rule has somewhere to go; each type of REST APIs fails in tests of its own.
    private static readonly string[] s_others = ["Rest", "Method", "RestDeployment"];

    /// <summary>What its operation refuses, for each resource.</summary>
    public static TheoryData<string, string, string> Refusals => new()
    {
        { "Api", "CorsConfiguration", """{"MaxAge": -5}""" },
        { "Quick", "Target", "\"nowhere\"" },
        { "Overrides", "Integration", """{"TimeoutInMillis": 1}""" },
        { "Authorizer", "IdentitySource", """["no"]""" },
        { "Integration", "TimeoutInMillis", "1" },
        { "Route", "RouteKey", "\"NO /a\"" },
        { "Deployment", "ApiId", "\"none\"" },
        { "Stage", "StageName", "\"a b\"" },
        { "Domain", "DomainName", "\"a b\"" },
        { "Mapping", "ApiMappingKey", "\"/a//b\"" },
        { "Ruled", "RoutingMode", "\"NO\"" },
        { "Rule", "Priority", "0" },
        { "Link", "Name", "\"\"" },
        { "Socket", "IpAddressType", "\"no\"" },
        { "Model", "Schema", "\"no\"" },
        { "Mock", "TimeoutInMillis", "1" },
        { "Reply", "IntegrationResponseKey", "\"no\"" },
        { "Ping", "AuthorizationType", "\"NO\"" },
        { "Pong", "RouteResponseKey", "\"no\"" },
        { "Function", "Timeout", "0" },
        { "Version", "FunctionName", "\"none\"" },
        { "Alias", "FunctionVersion", "\"77\"" },
        { "Permission", "Action", "\"no\"" },
        { "Parameter", "AllowedPattern", "\"[0-9]+\"" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_resource_that_fails_leaves_the_account_as_it_was(string resource, string property, string value)
    {
        var broken = JsonNode.Parse(Template)!;
        broken["Resources"]![resource]!["Properties"]![property] = JsonNode.Parse(value);
        var text = broken.ToJsonString();
        Fails(Imports.Empty, text, resource, "CREATE_FAILED");

        // The same when the stack is there already.
        Fails(RestStacks.Make(Template), text, resource, "UPDATE_FAILED");
    }

    [Fact]
    public void Every_type_is_there_and_fails()
    {
        var resources = JsonNode.Parse(Template)!["Resources"]!.AsObject();
        Assert.Equal(
            ResourceTypes.All.Keys.Where(static name => name.Split("::")[1] is "ApiGatewayV2" or "Lambda" or "SSM").Order(StringComparer.Ordinal),
            resources.Where(static entry => !s_others.Contains(entry.Key)).Select(static entry => (string)entry.Value!["Type"]!).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(resources.Select(static entry => entry.Key).Except(s_others).Order(StringComparer.Ordinal), Refusals.Select(static row => row.Data.Item1).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Goes_whole_when_it_is_deleted()
    {
        var account = RestStacks.Delete(RestStacks.Make(Template));
        Assert.Equal([0, 0, 0, 0, 0, 0], [account.Apis.Count, account.RestApis.Count, account.Functions.Count, account.DomainNames.Count, account.HttpVpcLinks.Count, account.Parameters.Count]);
    }

    private static void Fails(Account before, string template, string resource, string status)
    {
        var outcome = RestStacks.Try(before, template);
        Assert.Null(outcome.Account);
        Assert.Contains(outcome.Faults, fault => fault.DocumentPath.StartsWith($"#/Resources/{resource}", StringComparison.Ordinal));
        Assert.Contains(outcome.RolledBack!.Stacks[RestStacks.Name].Events.Values, happened => happened.LogicalId == resource && happened.Status == status);

        // Records are equal when each of their members is the very same.
        Assert.Equal(before, outcome.RolledBack with { Stacks = before.Stacks });
    }
}
