// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.OpenApi;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class MethodResourceTests
{
    private const string More = Given.Api + """
        ,
        "R": {"Type": "AWS::ApiGateway::Resource", "Properties": {"RestApiId": {"Ref": "A"}, "ParentId": {"Fn::GetAtt": ["A", "RootResourceId"]}, "PathPart": "{p}"}},
        "R2": {"Type": "AWS::ApiGateway::Resource", "Properties": {"RestApiId": {"Ref": "A"}, "ParentId": {"Fn::GetAtt": ["A", "RootResourceId"]}, "PathPart": "q"}},
        "V": {"Type": "AWS::ApiGateway::RequestValidator", "Properties": {"RestApiId": {"Ref": "A"}, "Name": "v"}},
        "V2": {"Type": "AWS::ApiGateway::RequestValidator", "Properties": {"RestApiId": {"Ref": "A"}, "Name": "v2"}},
        "U": {"Type": "AWS::ApiGateway::Authorizer", "Properties": {"RestApiId": {"Ref": "A"}, "Name": "u", "Type": "COGNITO_USER_POOLS", "ProviderARNs": ["arn:aws:cognito-idp:us-east-1:123456789012:userpool/p"]}},
        "U2": {"Type": "AWS::ApiGateway::Authorizer", "Properties": {"RestApiId": {"Ref": "A"}, "Name": "u2", "Type": "COGNITO_USER_POOLS", "ProviderARNs": ["arn:aws:cognito-idp:us-east-1:123456789012:userpool/p"]}},
        "O": {"Type": "AWS::ApiGateway::Model", "Properties": {"RestApiId": {"Ref": "A"}, "Name": "Pet", "ContentType": "application/json", "Schema": {"type": "object"}}},
        "L": {"Type": "AWS::ApiGateway::VpcLink", "Properties": {"Name": "l", "TargetArns": ["arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/a/1"]}}
        """;

    private const string Http = """
        {"Type": "HTTP", "IntegrationHttpMethod": "POST", "Uri": "http://127.0.0.1:9000/{p}", "ConnectionType": "VPC_LINK", "ConnectionId": {"Ref": "L"}, "TlsConfig": {"InsecureSkipVerification": true}, "TimeoutInMillis": 100,
         "PassthroughBehavior": "NEVER", "ContentHandling": "CONVERT_TO_TEXT", "CacheNamespace": "n", "CacheKeyParameters": ["method.request.querystring.a"], "RequestParameters": {"integration.request.path.p": "method.request.path.p"},
         "RequestTemplates": {"application/json": "$input.body"}, "IntegrationResponses": [
           {"StatusCode": "200", "SelectionPattern": "", "ContentHandling": "CONVERT_TO_BINARY", "ResponseParameters": {"method.response.header.h": "'v'"}, "ResponseTemplates": {"application/json": "#set($a = 1)"}}, {"StatusCode": 500}]}
        """;

    private const string Aws = """
        {"Type": "AWS", "IntegrationHttpMethod": "POST", "Uri": "arn:aws:apigateway:us-east-1:sqs:path/1/q", "Credentials": "arn:aws:iam::123456789012:role/r"}
        """;

    [Fact]
    public void Is_made_changed_replaced_and_deleted() => new TypeTable(
        "Method",
        More,
        ("ApiKeyRequired", "true", "false"),
        ("AuthorizationScopes", """["a"]""", """["b"]"""),
        ("AuthorizationType", "\"COGNITO_USER_POOLS\"", "\"AWS_IAM\""),
        ("AuthorizerId!", """{"Ref": "U"}""", """{"Ref": "U2"}"""),
        ("HttpMethod", "\"GET\"", "\"POST\""),
        ("Integration", Http, Aws),
        ("MethodResponses!", """[{"StatusCode": "200", "ResponseModels": {"application/json": "Pet"}, "ResponseParameters": {"method.response.header.h": true}}]""", """[{"StatusCode": "200", "ResponseModels": {"application/json": "Empty"}, "ResponseParameters": {"method.response.header.h": false}}]"""),
        ("OperationName", "\"o\"", "\"p\""),
        ("RequestModels", """{"application/json": {"Ref": "O"}}""", """{"application/json": "Empty"}"""),
        ("RequestParameters!", """{"method.request.path.p": true, "method.request.querystring.a": "false"}""", """{"method.request.path.p": true, "method.request.querystring.a": true}"""),
        ("RequestValidatorId", """{"Ref": "V"}""", """{"Ref": "V2"}"""),
        ("ResourceId", """{"Ref": "R"}""", """{"Ref": "R2"}"""),
        ("RestApiId", """{"Ref": "A"}""", "")).Check();

    private static string Template(string properties) =>
        RestStacks.Template("Method", More, $$""" "RestApiId": {"Ref": "A"}, "ResourceId": {"Ref": "R"}, "HttpMethod": "GET", {{properties}} """);

    [Theory]
    [InlineData("""  "AuthorizationType": "CUSTOM" """, "AuthorizationType")]
    [InlineData("""  "RequestModels": {"application/json": "None"} """, "RequestModels")]
    [InlineData("""  "RequestValidatorId": "none" """, "RequestValidatorId")]
    [InlineData("""  "Integration": {"Type": "MOCK", "TimeoutInMillis": 1} """, "Integration/TimeoutInMillis")]
    [InlineData("""  "Integration": {"Type": "HTTP", "IntegrationHttpMethod": "GET", "Uri": "ftp://a"} """, "Integration/Uri")]
    [InlineData("""  "Integration": {"Type": "HTTP", "IntegrationHttpMethod": "GET", "Uri": "http://a", "ConnectionType": "VPC_LINK", "ConnectionId": "none"} """, "Integration/ConnectionId")]
    [InlineData("""  "Integration": {"Type": "MOCK", "ContentHandling": "CONVERT"} """, "Integration/ContentHandling")]
    [InlineData("""  "Integration": {"Type": "MOCK", "IntegrationResponses": [{"StatusCode": "no"}]} """, "Integration/IntegrationResponses/0/StatusCode")]
    [InlineData("""  "MethodResponses": [{"StatusCode": "200", "ResponseModels": {"application/json": "None"}}] """, "MethodResponses/0/ResponseModels")]
    public void What_the_operation_refuses_is_told_at_its_property(string properties, string path) =>
        Assert.Equal($"#/Resources/X/Properties/{path}", Assert.Single(RestStacks.Try(Imports.Empty, Template(properties)).Faults).DocumentPath);

    [Fact]
    public void Templates_and_responses_of_every_kind_are_taken()
    {
        var account = RestStacks.Make(Template($"\"Integration\": {Http}, \"MethodResponses\": [{{\"StatusCode\": \"200\", \"ResponseParameters\": {{\"method.response.header.h\": true}}}}], \"RequestParameters\": {{\"method.request.path.p\": true, \"method.request.querystring.a\": false}}"));
        var integration = account.RestApis[RestStacks.Resource(account, "A").PhysicalId].Resources[RestStacks.Resource(account, "R").PhysicalId].ResourceMethods["GET"].MethodIntegration!;
        Assert.Equal("$input.body", integration.RequestTemplates["application/json"]);
        Assert.Equal(["200", "500"], integration.IntegrationResponses.Keys);
        Assert.Equal(RestStacks.Resource(account, "L").PhysicalId, integration.ConnectionId);
    }
}
