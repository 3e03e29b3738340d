// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.OpenApi;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.OpenApi.Importing;

public sealed class RestApiImportTests
{
    private const string Head = "openapi: 3.0.3\ninfo: { title: T, version: '1' }\n";

    [Fact]
    public void Reads_an_integration_with_a_Lambda_function()
    {
        const string Uri = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:pets/invocations";
        var result = Imports.Of(
            "openapi: 3.0.1\ninfo: { title: T, version: '1' }\npaths: { /a: { get: { x-amazon-apigateway-integration: "
            + "{ type: aws_proxy, httpMethod: post, uri: '" + Uri + "', passthroughBehavior: when_no_match, responses: { default: { statusCode: '200' } } } } } }");
        Assert.Empty(result.Faults());
        var integration = result.Account!.RestApis[result.ApiId].Resources.Values.Single(resource => resource.Path == "/a").ResourceMethods["GET"].MethodIntegration!;
        Assert.Equal((IntegrationType.AwsProxy, Uri, "POST"), (integration.Type, integration.Uri, integration.HttpMethod));
    }

    [Theory]
    [InlineData("aws_proxy", "CONVERT_TO_TEXT", null)]
    [InlineData("aws_proxy", "convert_to_binary", null)]
    [InlineData("aws_proxy", "CONVERT", "There is no content handling \"CONVERT\".")]
    [InlineData("mock", "CONVERT_TO_TEXT", null)]
    public void Reads_content_handling(string type, string handling, string? fault)
    {
        var result = Imports.Of(
            "openapi: 3.0.1\ninfo: { title: T, version: '1' }\npaths: { /a: { get: { x-amazon-apigateway-integration: { type: " + type
            + ", httpMethod: POST, uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations', contentHandling: " + handling + " } } } }");
        Assert.Equal(fault is null, result.Faults().Length == 0);
        Assert.All(result.Faults(), each => Assert.Contains(fault!, each, StringComparison.Ordinal));
        Assert.Equal(fault is null, result.Account is not null);
    }

    [Theory]
    [InlineData("uri: 'arn:aws:lambda:us-east-1:1:function:f'", "AWS ARN for integration must contain path or action")]
    [InlineData("uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations', credentials: 'role'", "Invalid ARN specified in the request")]
    public void Refuses_what_AWS_refuses_for_Lambda_functions(string properties, string fault)
    {
        var result = Imports.Of(
            "openapi: 3.0.1\ninfo: { title: T, version: '1' }\npaths: { /a: { get: { x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, " + properties + " } } } }");
        Assert.Contains(fault, Assert.Single(result.Faults()), StringComparison.Ordinal);
    }

    [Fact]
    public void Has_the_same_ids_in_every_run_whatever_the_order_of_the_paths()
    {
        var one = Imports.Of(Head + "paths:\n  /a: { get: {} }\n  /b/{c}: { get: {} }\n", upstream: "http://127.0.0.1");
        var two = Imports.Of(Head + "paths:\n  /b/{c}: { get: {} }\n  /a: { get: {} }\n", upstream: "http://127.0.0.1");
        Assert.Equal(one.ApiId, two.ApiId);
        Assert.Equal(one.Account!.RestApis[one.ApiId].Resources.Keys, two.Account!.RestApis[two.ApiId].Resources.Keys);
        Assert.Equal(one.Account.RestApis[one.ApiId].Deployments.Keys, two.Account.RestApis[two.ApiId].Deployments.Keys);
    }

    [Fact]
    public void Has_another_deployment_id_when_a_route_changed()
    {
        var one = Imports.Of(Head + "paths: { /a: { get: {} } }", upstream: "http://127.0.0.1");
        var two = Imports.Of(Head + "paths: { /a: { get: {} } }", upstream: "http://127.0.0.2");
        Assert.NotEqual(one.Account!.RestApis[one.ApiId].Deployments.Keys, two.Account!.RestApis[two.ApiId].Deployments.Keys);
    }

    [Fact]
    public void Serves_the_root_and_paths_with_a_trailing_slash()
    {
        var result = Imports.Of(Head + "paths: { /: { get: {} }, /a/: { get: {} } }", upstream: "http://127.0.0.1");
        Assert.Equal(["/", "/a"], result.Account!.RestApis[result.ApiId].Resources.Values.Where(resource => resource.ResourceMethods.Count > 0).Select(resource => resource.Path).Order());
    }

    [Fact]
    public void Refuses_two_paths_that_are_one()
    {
        var result = Imports.Of(Head + "paths:\n  /a: { get: {} }\n  /a/: { get: {} }\n", upstream: "http://127.0.0.1");
        Assert.Equal(["api.yaml:5:10: Method already exists for this resource. Change the operation. [#/paths/~1a~1/get]"], result.Faults());
    }

    [Fact]
    public void Refuses_a_document_without_operations()
    {
        Assert.Equal(["api.yaml:3:1: The REST API doesn't contain any methods. Describe at least one operation. [#/paths]"], Imports.Of(Head + "paths: {}").Faults());
        Assert.Equal(["api.yaml:1:1: The document has no paths. Describe at least one path. [#]"], Imports.Of(Head).Faults());
    }

    [Fact]
    public void Refuses_more_resources_than_the_quota()
    {
        var paths = string.Concat(Enumerable.Range(0, 400).Select(i => $"  /p{i}: {{ get: {{}} }}\n"));
        var result = Imports.Of($"{Head}paths:\n{paths}", upstream: "http://127.0.0.1");
        Assert.Equal(101, result.Faults.Length);
        Assert.StartsWith("Maximum number of Resources", result.Faults[0].Cause, StringComparison.Ordinal);
        Assert.Equal(4 + 299, result.Faults[0].Location.Line);

        var options = new ImportOptions { Quotas = new Quotas { ResourcesPerApi = 1000 } };
        Assert.Equal([], Imports.Of($"{Head}paths:\n{paths}", upstream: "http://127.0.0.1", options: options).Faults());
    }

    [Fact]
    public void Lets_an_operations_parameter_win_over_its_paths()
    {
        var result = Imports.Of(
            Head + "paths: { /a: { parameters: [{ name: q, in: query }], get: { parameters: [{ name: q, in: query, required: true }] } } }", upstream: "http://127.0.0.1");
        var method = result.Account!.RestApis[result.ApiId].Resources.Values.Single(resource => resource.Path == "/a").ResourceMethods["GET"];
        Assert.True(method.RequestParameters["method.request.querystring.q"]);
    }

    [Fact]
    public void Resolves_references_to_path_items()
    {
        var result = Imports.Of(
            Head + "paths: { /a: { $ref: '#/components/pathItems/a' } }\ncomponents: { pathItems: { a: { get: {} } } }", upstream: "http://127.0.0.1");
        Assert.Equal([], result.Faults());
        Assert.Contains(result.Account!.RestApis[result.ApiId].Resources.Values, resource => resource.Path == "/a" && resource.ResourceMethods.ContainsKey("GET"));
    }

    [Fact]
    public void Leads_from_definitions_back_to_the_document()
    {
        var result = Imports.Of(Imports.Golden("petstore-rest.yaml"), "petstore-rest.yaml");
        var api = result.Account!.RestApis[result.ApiId];
        var pets = api.Resources.Values.Single(resource => resource.Path == "/pets");
        var lines = Imports.Golden("petstore-rest.yaml").Split('\n');

        Line("get:", $"/restapis/{api.Id}/resources/{pets.Id}/methods/GET");
        Line("x-amazon-apigateway-integration:", $"/restapis/{api.Id}/resources/{pets.Id}/methods/GET/integration/uri");
        Line("/pets:", $"/restapis/{api.Id}/resources/{pets.Id}");
        Line("pets/{petId}/GET:", $"/restapis/{api.Id}/stages/live/methodSettings/pets/{{petId}}/GET");
        Line("stageName: live", $"/restapis/{api.Id}/stages/live");
        Line("- name: acme", $"/apikeys/{result.ApiKeyIds[0]}");

        void Line(string text, string path) =>
            Assert.StartsWith(text, lines[result.SourceMap.Find(path)!.Value.Line - 1].TrimStart(), StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_every_spelling_of_a_method_setting()
    {
        var result = Imports.Of(
            Head + "x-foregate-stage: { methodSettings: { /a/GET: {}, '~1b~1{c}/GET': {}, /GET: {} } }\npaths: { /: { get: {} }, /a: { get: {} }, '/b/{c}': { get: {} } }", upstream: "http://127.0.0.1");
        Assert.Equal([], result.Faults());
        Assert.Equal(["/GET", "a/GET", "b/{c}/GET"], result.Account!.RestApis[result.ApiId].Stages["prod"].MethodSettings.Keys);
    }

    [Fact]
    public void Refuses_settings_of_methods_that_are_not_there() => Assert.Equal(
        ["api.yaml:3:39: The settings \"b/GET\" name no method of this API. Write */*, or a path and a method such as pets/{id}/GET. [#/x-foregate-stage/methodSettings/b~1GET]"],
        Imports.Of(Head + "x-foregate-stage: { methodSettings: { b/GET: {} } }\npaths: { /a: { get: {} } }", upstream: "http://127.0.0.1").Faults());

    [Fact]
    public void Keeps_all_that_AWS_has_words_for()
    {
        var result = Imports.Of(
            """
            openapi: 3.0.3
            info: { title: T, version: '1' }
            x-amazon-apigateway-policy: { Version: "2012-10-17", Statement: [] }
            x-amazon-apigateway-minimum-compression-size: 100
            x-amazon-apigateway-request-validators: { all: { validateRequestBody: true, validateRequestParameters: true } }
            x-amazon-apigateway-request-validator: all
            x-amazon-apigateway-gateway-responses: { UNAUTHORIZED: { statusCode: 499, responseParameters: { gatewayresponse.header.a: "'b'" } } }
            x-amazon-apigateway-documentation: { version: '1', documentationParts: [{ location: { type: METHOD, method: GET }, properties: { description: d } }] }
            components:
              schemas: { Pet: { type: object, properties: { of: { $ref: '#/components/schemas/Owner' } } }, Owner: { type: object }, not-a-name: { type: object } }
            paths:
              /a:
                post:
                  requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
                  responses: { "200": { content: { text/plain: { schema: { $ref: '#/components/schemas/not-a-name' } }, application/json: { schema: { $ref: '#/components/schemas/Owner' } } } } }
                  x-amazon-apigateway-integration:
                    type: aws
                    httpMethod: POST
                    uri: arn:aws:apigateway:us-east-1:sqs:path/1/q
                    credentials: arn:aws:iam::111111111111:role/r
                    requestTemplates: { application/json: "Action=SendMessage&MessageBody=$input.body" }
                    responses: { default: { statusCode: 200, contentHandling: CONVERT_TO_TEXT } }
            """);
        Assert.Equal([], result.Faults());
        var api = result.Account!.RestApis[result.ApiId];
        Assert.Equal("""{"Version":"2012-10-17","Statement":[]}""", api.Policy);
        Assert.Equal((100, "499"), (api.MinimumCompressionSize, api.GatewayResponses["UNAUTHORIZED"].StatusCode));
        Assert.Equal(["Owner", "Pet"], api.Models.Keys);
        Assert.Contains($"https://apigateway.amazonaws.com/restapis/{api.Id}/models/Owner", api.Models["Pet"].Schema, StringComparison.Ordinal);
        Assert.Equal(("/", "GET"), (Assert.Single(api.DocumentationParts.Values).Location.Path, api.DocumentationParts.Values.Single().Location.Method));
        var method = api.Resources.Values.Single(resource => resource.Path == "/a").ResourceMethods["POST"];
        Assert.Equal((Assert.Single(api.RequestValidators).Key, "Pet"), (method.RequestValidatorId, method.RequestModels["application/json"]));
        Assert.Equal(["application/json"], method.MethodResponses["200"].ResponseModels.Keys);
        Assert.Equal(ContentHandling.ConvertToText, method.MethodIntegration!.IntegrationResponses["200"].ContentHandling);
        Assert.Contains("schemas that no model can be", result.Notices[^1].Text, StringComparison.Ordinal);
    }
}
