// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Foregate.ControlPlane.CloudFormation.Types;
using Foregate.ControlPlane.Tests.OpenApi;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

/// <summary>A stack with a resource of every type of REST APIs, each of which fails in turn.</summary>
public sealed class EverythingTests
{
    private const string Template = """
        {"Resources": {
          "Account": {"Type": "AWS::ApiGateway::Account", "Properties": {"CloudWatchRoleArn": "arn:aws:iam::123456789012:role/a"}},
          "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "a", "Description": "d"}},
          "Imported": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Body": {"swagger": "2.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {"x-amazon-apigateway-integration": {"type": "mock"}}}}}}},
          "Part": {"Type": "AWS::ApiGateway::Resource", "Properties": {"RestApiId": {"Ref": "Api"}, "ParentId": {"Fn::GetAtt": ["Api", "RootResourceId"]}, "PathPart": "pets"}},
          "Pet": {"Type": "AWS::ApiGateway::Model", "Properties": {"RestApiId": {"Ref": "Api"}, "Name": "Pet", "ContentType": "application/json", "Schema": {"type": "object"}}},
          "Validator": {"Type": "AWS::ApiGateway::RequestValidator", "Properties": {"RestApiId": {"Ref": "Api"}, "Name": "v", "ValidateRequestBody": true}},
          "Authorizer": {"Type": "AWS::ApiGateway::Authorizer", "Properties": {"RestApiId": {"Ref": "Api"}, "Name": "u", "Type": "COGNITO_USER_POOLS", "ProviderARNs": ["arn:aws:cognito-idp:us-east-1:123456789012:userpool/p"]}},
          "Method": {"Type": "AWS::ApiGateway::Method", "Properties": {"RestApiId": {"Ref": "Api"}, "ResourceId": {"Ref": "Part"}, "HttpMethod": "GET", "AuthorizationType": "COGNITO_USER_POOLS", "AuthorizerId": {"Ref": "Authorizer"},
            "RequestValidatorId": {"Fn::GetAtt": ["Validator", "RequestValidatorId"]}, "RequestModels": {"application/json": {"Ref": "Pet"}}, "Integration": {"Type": "MOCK"}}},
          "Refusal": {"Type": "AWS::ApiGateway::GatewayResponse", "Properties": {"RestApiId": {"Ref": "Api"}, "ResponseType": "THROTTLED", "StatusCode": "420"}},
          "Document": {"Type": "AWS::ApiGateway::DocumentationPart", "Properties": {"RestApiId": {"Ref": "Api"}, "Location": {"Type": "API"}, "Properties": "{}"}},
          "Documents": {"Type": "AWS::ApiGateway::DocumentationVersion", "DependsOn": "Document", "Properties": {"RestApiId": {"Ref": "Api"}, "DocumentationVersion": "1"}},
          "Deployment": {"Type": "AWS::ApiGateway::Deployment", "DependsOn": "Method", "Properties": {"RestApiId": {"Ref": "Api"}, "StageName": "first"}},
          "Certificate": {"Type": "AWS::ApiGateway::ClientCertificate", "Properties": {"Description": "c"}},
          "Stage": {"Type": "AWS::ApiGateway::Stage", "Properties": {"RestApiId": {"Ref": "Api"}, "DeploymentId": {"Ref": "Deployment"}, "StageName": "prod", "ClientCertificateId": {"Ref": "Certificate"}, "DocumentationVersion": {"Ref": "Documents"}}},
          "Key": {"Type": "AWS::ApiGateway::ApiKey", "Properties": {"Value": "aaaaaaaaaaaaaaaaaaaaaaaa"}},
          "Plan": {"Type": "AWS::ApiGateway::UsagePlan", "Properties": {"ApiStages": [{"ApiId": {"Ref": "Api"}, "Stage": {"Ref": "Stage"}}], "Quota": {"Limit": 5, "Period": "DAY"}}},
          "Member": {"Type": "AWS::ApiGateway::UsagePlanKey", "Properties": {"KeyId": {"Ref": "Key"}, "KeyType": "API_KEY", "UsagePlanId": {"Ref": "Plan"}}},
          "Link": {"Type": "AWS::ApiGateway::VpcLink", "Properties": {"Name": "l", "TargetArns": ["arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/a/1"]}},
          "Domain": {"Type": "AWS::ApiGateway::DomainName", "Properties": {"DomainName": "a.example.com", "CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/a"}},
          "Mapping": {"Type": "AWS::ApiGateway::BasePathMapping", "Properties": {"DomainName": {"Ref": "Domain"}, "RestApiId": {"Ref": "Api"}, "Stage": {"Ref": "Stage"}}},
          "Hidden": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "h", "EndpointConfiguration": {"Types": ["PRIVATE"]}}},
          "Private": {"Type": "AWS::ApiGateway::DomainNameV2", "Properties": {"DomainName": "p.example.com", "CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/a"}},
          "PrivateMapping": {"Type": "AWS::ApiGateway::BasePathMappingV2", "Properties": {"DomainNameArn": {"Ref": "Private"}, "RestApiId": {"Ref": "Hidden"}}},
          "Way": {"Type": "AWS::ApiGateway::DomainNameAccessAssociation", "Properties": {"DomainNameArn": {"Ref": "Private"}, "AccessAssociationSource": "vpce-1", "AccessAssociationSourceType": "VPCE"}}
        }}
        """;

    /// <summary>What its operation refuses, for each resource.</summary>
    public static TheoryData<string, string, string> Refusals => new()
    {
        { "Account", "CloudWatchRoleArn", "\"me\"" },
        { "Api", "MinimumCompressionSize", "-1" },
        { "Imported", "SecurityPolicy", "\"TLS_9\"" },
        { "Part", "PathPart", "\"a b\"" },
        { "Pet", "Schema", "\"no\"" },
        { "Validator", "RestApiId", "\"none\"" },
        { "Authorizer", "AuthorizerResultTtlInSeconds", "9000" },
        { "Method", "RequestValidatorId", "\"none\"" },
        { "Refusal", "StatusCode", "\"no\"" },
        { "Document", "Properties", "\"no\"" },
        { "Documents", "RestApiId", "\"none\"" },
        { "Deployment", "StageName", "\"a b\"" },
        { "Certificate", "Tags", """[{"Key": "aws:k", "Value": "v"}]""" },
        { "Stage", "CacheClusterSize", "\"7\"" },
        { "Key", "Value", "\"short\"" },
        { "Plan", "Quota", """{"Limit": 0, "Period": "DAY"}""" },
        { "Member", "KeyType", "\"NONE\"" },
        { "Link", "TargetArns", "[\"no\"]" },
        { "Domain", "SecurityPolicy", "\"TLS_9\"" },
        { "Mapping", "BasePath", "\"a/b\"" },
        { "Hidden", "EndpointAccessMode", "\"NO\"" },
        { "Private", "Policy", "\"no\"" },
        { "PrivateMapping", "BasePath", "\"a/b\"" },
        { "Way", "AccessAssociationSource", "\"no\"" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_resource_that_fails_leaves_the_account_as_it_was(string resource, string property, string value)
    {
        var broken = JsonNode.Parse(Template)!;
        broken["Resources"]![resource]!["Properties"]![property] = JsonNode.Parse(value);
        var text = broken.ToJsonString();
        Fails(Imports.Empty, text, resource, property, "CREATE_FAILED");

        // The same when the stack is there already.
        Fails(RestStacks.Make(Template), text, resource, property, "UPDATE_FAILED");
    }

    [Fact]
    public void Every_type_is_there_and_fails()
    {
        var types = JsonNode.Parse(Template)!["Resources"]!.AsObject();
        Assert.Equal(
            ResourceTypes.All.Keys.Where(static name => name.StartsWith("AWS::ApiGateway::", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            types.Select(static entry => (string)entry.Value!["Type"]!).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(types.Select(static entry => entry.Key).Order(StringComparer.Ordinal), Refusals.Select(static row => row.Data.Item1).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Goes_whole_when_it_is_deleted()
    {
        var account = RestStacks.Delete(RestStacks.Make($"# YAML\n{Template}"));
        Assert.Empty(account.RestApis);
        Assert.Empty(account.ApiKeys);
        Assert.Empty(account.UsagePlans);
        Assert.Empty(account.DomainNames);
        Assert.Empty(account.DomainNameAccessAssociations);
        Assert.Empty(account.VpcLinks);
        Assert.Empty(account.ClientCertificates);
    }

    [Fact]
    public void What_a_call_changes_is_read_otherwise()
    {
        var account = RestStacks.Make(Template);
        foreach (var resource in account.Stacks[RestStacks.Name].Resources.Values)
        {
            Assert.Equal(resource.Definition, RestStacks.Read(account, resource));
        }

        var api = RestStacks.Resource(account, "Api");
        var changed = account with { RestApis = account.RestApis.SetItem(api.PhysicalId, account.RestApis[api.PhysicalId] with { Description = "by hand" }) };
        Assert.NotEqual(api.Definition, RestStacks.Read(changed, api));
        Assert.Null(RestStacks.Read(account with { RestApis = account.RestApis.Remove(api.PhysicalId) }, RestStacks.Resource(account, "Method")));
    }

    private static void Fails(Account before, string template, string resource, string property, string status)
    {
        var outcome = RestStacks.Try(before, template);
        Assert.Null(outcome.Account);
        Assert.Contains(outcome.Faults, fault => fault.DocumentPath.StartsWith($"#/Resources/{resource}/Properties/{property}", StringComparison.Ordinal));
        Assert.Contains(outcome.RolledBack!.Stacks[RestStacks.Name].Events.Values, happened => happened.LogicalId == resource && happened.Status == status);

        // Records are equal when each of their members is the very same.
        Assert.Equal(before, outcome.RolledBack with { Stacks = before.Stacks });
    }
}
