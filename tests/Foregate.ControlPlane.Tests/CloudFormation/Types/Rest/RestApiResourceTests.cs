// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Tests.OpenApi;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class RestApiResourceTests
{
    private const string Integration = "\"x-amazon-apigateway-integration\": {\"type\": \"mock\"}";

    [Fact]
    public void Is_made_changed_and_deleted() => new TypeTable(
        "RestApi",
        Given.Api,
        ("ApiKeySourceType", "\"AUTHORIZER\"", "\"HEADER\""),
        ("BinaryMediaTypes", """["image/png", "a~1b"]""", """["image/png"]"""),
        ("Body~", Body("/a"), Body("/b")),
        ("BodyS3Location", "", ""),
        ("CloneFrom~", """{"Ref": "A"}""", """{"Ref": "B"}"""),
        ("Description", "\"c\"", "\"d\""),
        ("DisableExecuteApiEndpoint", "true", "false"),
        ("EndpointAccessMode", "\"BASIC\"", "\"STRICT\""),
        ("EndpointConfiguration!", """{"Types": ["PRIVATE"], "VpcEndpointIds": ["vpce-1"]}""", """{"Types": ["PRIVATE"], "VpcEndpointIds": ["vpce-2", "vpce-3"], "IpAddressType": "dualstack"}"""),
        ("FailOnWarnings~", "true", "false"),
        ("MinimumCompressionSize", "0", "100"),
        ("Mode~", "\"overwrite\"", ""),
        ("Name!", "\"n\"", "\"m\""),
        ("Parameters~", """{"basepath": "prepend", "ignore": "documentation", "endpointConfigurationTypes": "REGIONAL"}""", """{"basepath": "ignore"}"""),
        ("Policy", """{"Statement": []}""", "\"{\\\"Statement\\\": [{}]}\""),
        ("SecurityPolicy", "\"TLS_1_2\"", "\"TLS_1_0\""),
        ("Tags", Given.Tags, Given.OtherTags)).Check();

    [Theory]
    [InlineData("Body: {openapi: 3.0.3, info: {title: t, version: '1'}, paths: {/a: {get: {responses: {}, x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: !Sub 'http://127.0.0.1/${AWS::Region}'}}}}}", "t", "/a")]
    [InlineData("BodyS3Location: api.yaml", "From a file", "/pets")]
    [InlineData("BodyS3Location: api.yaml, Name: other", "other", "/pets")]
    public void A_body_makes_the_paths_and_no_stage(string properties, string name, string path)
    {
        var api = Assert.Single(Templates.Account($"Resources: {{Api: {{Type: AWS::ApiGateway::RestApi, Properties: {{ {properties} }}}}}}").RestApis).Value;
        Assert.Equal(name, api.Name);
        Assert.Contains(api.Resources.Values, resource => resource.Path == path);
        Assert.Empty(api.Stages);
    }

    [Theory]
    [InlineData("BodyS3Location: {Bucket: b, Key: k}", "There is no object k in the bucket b.")]
    [InlineData("BodyS3Location: gone.yaml", "The file gone.yaml cannot be read.")]
    [InlineData("EndpointConfiguration: {Types: [REGIONAL]}", "A REST API without a Body needs a Name.")]
    [InlineData("Name: a, EndpointConfiguration: {Types: [NEAR]}", "There is no endpoint type \"NEAR\".")]
    [InlineData("Name: a, MinimumCompressionSize: -1", "Invalid minimum compression size, must be between 0 and 10485760.")]
    [InlineData("Name: a, SecurityPolicy: TLS_9", "Invalid securityPolicy specified. Valid options are")]
    [InlineData("Name: a, Colour: blue", "The REST API has no property \"Colour\".")]
    [InlineData("Body: {}, BodyS3Location: api.yaml", "There is a Body too.")]
    public void What_cannot_be_is_refused(string properties, string cause) =>
        Assert.StartsWith(cause, Templates.Of($"Resources: {{Api: {{Type: AWS::ApiGateway::RestApi, Properties: {{ {properties} }}}}}}").Faults[0].Cause, StringComparison.Ordinal);

    [Fact]
    public void Faults_of_a_body_carry_their_place_in_the_template()
    {
        var fault = Assert.Single(Templates.Of(
            """
            Resources:
              Api:
                Type: AWS::ApiGateway::RestApi
                Properties:
                  Body:
                    swagger: "2.0"
                    info: {title: t, version: "1"}
                    x-amazon-apigateway-policy: []
                    paths: {}
            """).Faults);
        Assert.Equal(8, fault.Location.Line);
        Assert.Equal("#/Resources/Api/Properties/Body/x-amazon-apigateway-policy", fault.DocumentPath);
    }

    [Fact]
    public void A_body_of_a_bucket_is_fetched()
    {
        var account = RestStacks.Deploy(Imports.Empty, Template("""  "BodyS3Location": {"Bucket": "b", "Key": "api.json"} """), bucket: Body("/s3")).Account!;
        Assert.Contains("/s3", Paths(account));
        Assert.Equal("t", Api(account).Name);
    }

    [Fact]
    public void A_body_that_changes_leaves_what_is_not_in_bodies()
    {
        const string tags = $", \"Tags\": {Given.Tags}";
        const string stage = """
            , "D": {"Type": "AWS::ApiGateway::Deployment", "DependsOn": "X", "Properties": {"RestApiId": {"Ref": "X"}}},
            "S": {"Type": "AWS::ApiGateway::Stage", "Properties": {"RestApiId": {"Ref": "X"}, "DeploymentId": {"Ref": "D"}, "StageName": "s"}}
            """;
        var account = RestStacks.Make(Template($"\"Body\": {Body("/a", "/b")}{tags}", stage));
        var before = Api(account);
        var after = Api(RestStacks.Deploy(account, Template($"\"Body\": {Body("/b", "/c")}{tags}", stage)).Account!);
        Assert.Equal(["/", "/b", "/c"], after.Resources.Values.Select(static resource => resource.Path).Order(StringComparer.Ordinal));
        Assert.Equal((before.Id, before.CreatedDate, before.RootResourceId), (after.Id, after.CreatedDate, after.RootResourceId));
        Assert.Same(before.Deployments.Values.Single(), after.Deployments.Values.Single());
        Assert.Equal(before.Stages["s"], after.Stages["s"]);
        Assert.Equal(before.Tags["k"], after.Tags["k"]);
        Assert.Equal(before.Resources.Values.Single(static resource => resource.Path == "/b").Id, after.Resources.Values.Single(static resource => resource.Path == "/b").Id);
    }

    [Theory]
    [InlineData("", "/ /b /own", true)]
    [InlineData(""" "Mode": "overwrite", """, "/ /b", false)]
    [InlineData(""" "Mode": "merge", """, "/ /a /b /own", true)]
    public void What_other_resources_made_stays_but_where_the_mode_is_overwrite(string mode, string paths, bool isKept)
    {
        const string own = """
            ,
            "R": {"Type": "AWS::ApiGateway::Resource", "Properties": {"RestApiId": {"Ref": "X"}, "ParentId": {"Fn::GetAtt": ["X", "RootResourceId"]}, "PathPart": "own"}},
            "M": {"Type": "AWS::ApiGateway::Method", "Properties": {"RestApiId": {"Ref": "X"}, "ResourceId": {"Ref": "R"}, "HttpMethod": "GET", "RequestValidatorId": {"Ref": "V"}, "Integration": {"Type": "MOCK"}}},
            "V": {"Type": "AWS::ApiGateway::RequestValidator", "Properties": {"RestApiId": {"Ref": "X"}, "Name": "v"}},
            "O": {"Type": "AWS::ApiGateway::Model", "Properties": {"RestApiId": {"Ref": "X"}, "Name": "Pet", "ContentType": "application/json", "Schema": {"type": "object"}}},
            "U": {"Type": "AWS::ApiGateway::Authorizer", "Properties": {"RestApiId": {"Ref": "X"}, "Name": "u", "Type": "COGNITO_USER_POOLS", "ProviderARNs": ["arn:aws:cognito-idp:us-east-1:123456789012:userpool/p"]}},
            "G": {"Type": "AWS::ApiGateway::GatewayResponse", "Properties": {"RestApiId": {"Ref": "X"}, "ResponseType": "THROTTLED"}},
            "T": {"Type": "AWS::ApiGateway::DocumentationPart", "Properties": {"RestApiId": {"Ref": "X"}, "Location": {"Type": "API"}, "Properties": "{}"}}
            """;
        var account = RestStacks.Make(Template($"{mode} \"Body\": {Body("/a")}", own));
        var after = RestStacks.Deploy(account, Template($"{mode} \"Body\": {Body("/b")}", own)).Account!;
        Assert.Equal(paths, string.Join(' ', Paths(after)));
        var api = Api(after);
        Assert.Equal(isKept, api.Models.ContainsKey("Pet"));
        Assert.Equal(isKept, api.RequestValidators.ContainsKey(RestStacks.Resource(after, "V").PhysicalId));
        Assert.Equal(isKept, api.Authorizers.ContainsKey(RestStacks.Resource(after, "U").PhysicalId));
        Assert.Equal(isKept, api.GatewayResponses.ContainsKey("THROTTLED"));
        Assert.Equal(isKept, api.DocumentationParts.ContainsKey(RestStacks.Resource(after, "T").PhysicalId));
        Assert.Equal(isKept, Methods.GetMethod(after, api.Id, RestStacks.Resource(after, "R").PhysicalId, "GET").Response is not null);
    }

    [Fact]
    public void Without_its_body_it_is_as_it_would_be_without_ever_having_had_one()
    {
        var account = RestStacks.Make(Template($"\"Name\": \"n\", \"Body\": {Body("/a")}"));
        var after = RestStacks.Deploy(account, Template("\"Name\": \"n\"")).Account!;
        Assert.Equal(["/"], Paths(after));
        Assert.Equal(["Empty", "Error"], Api(after).Models.Keys);
        Assert.Equal(Api(account).Id, Api(after).Id);
    }

    [Fact]
    public void A_call_leaves_out_what_API_Gateway_would_and_tells_unless_warnings_fail_it()
    {
        const string body = "{\"swagger\": \"2.0\", \"info\": {\"title\": \"t\", \"version\": \"1\"}, \"colour\": \"blue\", \"paths\": {\"/a\": {\"get\": {" + Integration + "}}}}";
        var outcome = RestStacks.Deploy(Imports.Empty, Template($"\"Body\": {body}"));
        Assert.Contains("/a", Paths(outcome.Account!));
        Assert.Contains(outcome.Notices, static notice => notice.Text.StartsWith("Left out: ", StringComparison.Ordinal) && notice.Location is not null);
        var fault = Assert.Single(RestStacks.Try(Imports.Empty, Template($"\"FailOnWarnings\": true, \"Body\": {body}")).Faults);
        Assert.Equal("#/Resources/X/Properties/Body/colour", fault.DocumentPath);
        Assert.Single(Templates.Of(Template($"\"Body\": {body}"), "t.json").Faults);
    }

    [Fact]
    public void The_tags_of_the_stack_are_its_own_too()
    {
        var template = Template($"\"Name\": \"n\", \"Tags\": {Given.Tags}");
        var one = RestStacks.Deploy(Imports.Empty, template, OrdinalMap.Empty<string>().Add("team", "a").Add("k", "stack"));
        Assert.Equal([("k", "v"), ("team", "a")], Api(one.Account!).Tags.Select(static tag => (tag.Key, tag.Value)));
        var two = RestStacks.Deploy(one.Account!, template, OrdinalMap.Empty<string>().Add("team", "b"));
        Assert.Equal([("k", "v"), ("team", "b")], Api(two.Account!).Tags.Select(static tag => (tag.Key, tag.Value)));
        Assert.Equal("Tags", Assert.Single(Assert.Single(two.Changes).Properties).Name);
    }

    private static string Body(params string[] paths) =>
        $"{{\"swagger\": \"2.0\", \"info\": {{\"title\": \"t\", \"version\": \"1\"}}, \"paths\": {{{string.Join(", ", paths.Select(static path => $"\"{path}\": {{\"get\": {{{Integration}}}}}"))}}}}}";

    private static string Template(string properties, string more = "") =>
        string.Concat("{\"Resources\": {\"X\": {\"Type\": \"AWS::ApiGateway::RestApi\", \"Properties\": {", properties, "}}", more, "}}");

    private static RestApi Api(Account account) => account.RestApis[RestStacks.Resource(account).PhysicalId];

    private static IEnumerable<string> Paths(Account account) => Api(account).Resources.Values.Select(static resource => resource.Path).Order(StringComparer.Ordinal);

    [Fact]
    public void What_changes_nothing_in_a_body_is_told_as_in_a_document()
    {
        const string body = """
            {"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {"responses": {"200": {"headers": {"X-Own": {}}}}, "x-amazon-apigateway-integration": {"type": "mock"}}}}}
            """;
        var notices = RestStacks.Deploy(Imports.Empty, Template($"\"Body\": {body}")).Notices;
        Assert.Contains("header schemas", Assert.Single(notices, static notice => notice.Text.StartsWith("Changes nothing", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(notices, static notice => notice.Text.Contains("X-Own", StringComparison.Ordinal));
    }
}
