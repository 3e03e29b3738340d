// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.OpenApi;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.OpenApi.Importing;

public sealed class HttpApiImportTests
{
    private const string Head = "openapi: 3.0.3\ninfo: { title: T, version: '1' }\nx-amazon-apigateway-importexport-version: '1.0'\n";

    [Fact]
    public void Has_the_same_ids_in_every_run_whatever_the_order_of_the_paths()
    {
        var one = Imports.Of(Head + "paths: { /a: { get: {} }, /b: { get: {} } }", upstream: "http://127.0.0.1");
        var two = Imports.Of(Head + "paths: { /b: { get: {} }, /a: { get: {} } }", upstream: "http://127.0.0.1");
        Assert.Equal(one.ApiId, two.ApiId);
        Assert.Equal(one.Account!.Apis[one.ApiId].Routes.Keys, two.Account!.Apis[two.ApiId].Routes.Keys);
        Assert.Equal(one.Account.Apis[one.ApiId].Deployments.Keys, two.Account.Apis[two.ApiId].Deployments.Keys);
    }

    [Fact]
    public void Deploys_once_to_a_stage_that_deploys_by_itself()
    {
        var result = Imports.Of(Head + "paths: { /a: { get: {} }, /b: { get: {} } }", upstream: "http://127.0.0.1");
        var api = result.Account!.Apis[result.ApiId];
        Assert.Single(api.Deployments);
        Assert.Equal(("$default", true), (api.Stages["$default"].StageName, api.Stages["$default"].AutoDeploy));
    }

    [Fact]
    public void Keeps_trailing_slashes_which_are_significant()
    {
        var result = Imports.Of(Head + "paths: { /a: { get: {} }, /a/: { get: {} } }", upstream: "http://127.0.0.1");
        Assert.Equal(["GET /a", "GET /a/"], result.Account!.Apis[result.ApiId].Routes.Values.Select(route => route.RouteKey).Order());
    }

    [Fact]
    public void Shares_the_integration_that_two_operations_refer_to()
    {
        var result = Imports.Of(Imports.Golden("http-api.yaml"));
        var targets = result.Account!.Apis[result.ApiId].Routes.Values.Where(route => route.RouteKey is "POST /items/{id}" or "ANY /items").Select(route => route.Target);
        Assert.Single(targets.Distinct());
    }

    [Theory]
    [InlineData("openapi: 3.0.1", "x-amazon-apigateway-importexport-version: '1.0'", ApiKind.Http)]
    [InlineData("openapi: 3.0.1", "x-amazon-apigateway-cors: { allowOrigins: ['*'] }", ApiKind.Http)]
    [InlineData("openapi: 3.0.1", "x-mine: 1", ApiKind.Rest)]
    [InlineData("swagger: '2.0'", "x-mine: 1", ApiKind.Rest)]
    public void Is_chosen_by_what_only_HTTP_APIs_have(string version, string extension, ApiKind kind) =>
        Assert.Equal(kind, Imports.Of($"{version}\ninfo: {{ title: T, version: '1' }}\n{extension}\npaths: {{ /a: {{ get: {{}} }} }}", upstream: "http://127.0.0.1").Kind);

    [Fact]
    public void Is_chosen_by_payload_format_2() =>
        Assert.Equal(ApiKind.Http, Imports.Of(
            "openapi: 3.0.1\ninfo: { title: T, version: '1' }\npaths: { /a: { get: { x-amazon-apigateway-integration: { type: aws_proxy, payloadFormatVersion: '2.0' } } } }").Kind);

    [Fact]
    public void Reads_an_integration_with_a_Lambda_function()
    {
        const string Function = "arn:aws:lambda:us-east-1:000000000000:function:pets";
        var result = Imports.Of(
            "openapi: 3.0.1\ninfo: { title: T, version: '1' }\npaths: { /a: { get: { x-amazon-apigateway-integration: "
            + "{ type: aws_proxy, payloadFormatVersion: '2.0', uri: 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:pets' } } } }");
        Assert.Empty(result.Faults());
        var integration = Assert.Single(result.Account!.Apis[result.ApiId].Integrations).Value;
        Assert.Equal((IntegrationType.AwsProxy, Function, "2.0", "POST"), (integration.IntegrationType, integration.IntegrationUri, integration.PayloadFormatVersion, integration.IntegrationMethod));
    }

    [Theory]
    [InlineData("uri: 'http://127.0.0.1'", "Invalid ARN specified in the request")]
    [InlineData("uri: 'arn:aws:lambda:us-east-1:1:function:f', credentials: role", "Invalid ARN specified in the request")]
    [InlineData("uri: 'arn:aws:apigateway:us-east-1:lambda:path/2021-11-15/functions/f/response-streaming-invocations'", "streamed responses of Lambda functions")]
    public void Refuses_what_AWS_refuses_for_Lambda_functions(string properties, string fault)
    {
        var result = Imports.Of(
            "openapi: 3.0.1\ninfo: { title: T, version: '1' }\npaths: { /a: { get: { x-amazon-apigateway-integration: "
            + "{ type: aws_proxy, payloadFormatVersion: '2.0', " + properties + " } } } }");
        Assert.Contains(fault, Assert.Single(result.Faults()), StringComparison.Ordinal);
    }

    [Fact]
    public void Leads_from_definitions_back_to_the_document()
    {
        var result = Imports.Of(Imports.Golden("http-api.yaml"), "http-api.yaml");
        var api = result.Account!.Apis[result.ApiId];
        var lines = Imports.Golden("http-api.yaml").Split('\n');
        Line("get:", $"/apis/{api.ApiId}/routes/{api.Routes.Values.Single(route => route.RouteKey == "GET /items/{id}").RouteId}");
        Line("GET /items/{id}:", $"/v2/apis/{api.ApiId}/stages/$default/routeSettings/GET /items/{{id}}");
        Line("x-amazon-apigateway-cors:", $"/apis/{api.ApiId}/cors");
        Line("writer:", $"/apis/{api.ApiId}/integrations/{api.Integrations.Values.Single(integration => integration.IntegrationUri!.EndsWith("/write", StringComparison.Ordinal)).IntegrationId}");

        void Line(string text, string path) =>
            Assert.StartsWith(text, lines[result.SourceMap.Find(path)!.Value.Line - 1].TrimStart(), StringComparison.Ordinal);
    }
}
