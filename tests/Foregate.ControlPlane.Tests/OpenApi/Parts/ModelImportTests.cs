// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.Tests.OpenApi.Export;

namespace Foregate.ControlPlane.Tests.OpenApi.Parts;

public sealed class ModelImportTests
{
    private const string Head = "swagger: '2.0'\ninfo: { title: T, version: '1' }\nconsumes: [a/a, b/b]\n";

    [Fact]
    public void What_Swagger_consumes_and_produces_names_the_media_types()
    {
        var api = Calls.Rest(Head + "definitions: { M: { type: object } }\npaths: { /a: { put: { produces: [c/c], parameters: [{ in: body, name: b, schema: { $ref: '#/definitions/M' } }], "
            + "responses: { '200': { schema: { $ref: '#/definitions/M' } } } }, get: { responses: { '200': { schema: { $ref: '#/definitions/M' } } } } } }");
        var methods = api.Resources.Values.Single(static resource => resource.PathPart == "a").ResourceMethods;
        Assert.Equal(["a/a", "b/b"], methods["PUT"].RequestModels.Keys);
        Assert.Equal(["c/c"], methods["PUT"].MethodResponses["200"].ResponseModels.Keys);
        Assert.Equal(["application/json"], methods["GET"].MethodResponses["200"].ResponseModels.Keys);
    }

    [Fact]
    public void Schemas_without_a_name_get_one_and_equal_ones_the_same()
    {
        const string Operation = "{ responses: { '200': { schema: { type: string } }, '404': { schema: { type: object } } } }";
        var api = Calls.Rest(Head + $"paths: {{ /a: {{ get: {Operation}, put: {Operation} }} }}");
        Assert.Equal(2, api.Models.Count);
        Assert.All(api.Models.Keys, static name => Assert.Matches("^MODEL[a-z0-9]{6}$", name));
        var methods = api.Resources.Values.Single(static resource => resource.PathPart == "a").ResourceMethods;
        Assert.Equal(methods["GET"].MethodResponses["200"].ResponseModels["application/json"], methods["PUT"].MethodResponses["200"].ResponseModels["application/json"]);
    }

    [Fact]
    public void Names_that_no_model_can_have_are_errors_to_calls() => Assert.Equal(
        "Errors found during import:\n\tUnable to create model 'not-a-name': Model name must be alphanumeric: not-a-name",
        Calls.Import(Head + "definitions: { not-a-name: { type: object } }\npaths: {}").Error!.Message);

    private const string Validated = """
        openapi: 3.0.3
        info: { title: T, version: '1' }
        x-amazon-apigateway-request-validators: { body: { validateRequestBody: true }, parameters: { validateRequestParameters: true } }
        components: { schemas: { Pet: { type: object }, a-pet: { type: object, required: [name] }, Bad: { pattern: '(?=a)' } } }

        """;

    [Theory]
    [InlineData("{ type: object, maxProperties: 3 }", "maxProperties")]
    [InlineData("{ $ref: '#/components/schemas/a-pet' }", "required")]
    [InlineData("{ $ref: '#/paths/~1a/put/responses/200/content/x~1y/schema' }", "minLength")]
    public void What_a_validator_holds_bodies_against_is_a_model_in_files_too(string schema, string word)
    {
        var result = File(schema, "body");
        Assert.Equal([], result.Faults());
        var api = result.Account!.RestApis[result.ApiId];
        var name = Assert.Single(api.Resources.Values.Single(static resource => resource.Path == "/a").ResourceMethods["PUT"].RequestModels).Value;
        Assert.Matches("^MODEL[a-z0-9]{6}$", name);
        Assert.Contains(word, api.Models[name].Schema, StringComparison.Ordinal);

        // Nothing comes of it without a validator, or with one that looks at parameters only.
        Assert.Empty(Models(File(schema, "parameters")));
        Assert.Empty(Models(File(schema, "''")));
    }

    [Fact]
    public void The_body_of_a_Swagger_file_is_held_against_its_schema_too()
    {
        var result = Imports.Of(
            Head + "x-amazon-apigateway-request-validators: { body: { validateRequestBody: true } }\nx-amazon-apigateway-request-validator: body\n"
                + "paths: { /a: { put: { parameters: [{ in: body, name: b, schema: { type: object, maxProperties: 3 } }] } } }",
            upstream: "http://127.0.0.1");
        Assert.Equal([], result.Faults());
        Assert.Equal(["a/a", "b/b"], result.Account!.RestApis[result.ApiId].Resources.Values.Single(static resource => resource.Path == "/a").ResourceMethods["PUT"].RequestModels.Keys);
    }

    [Theory]
    [InlineData("{ $ref: '#/components/schemas/None' }", "#/paths/~1a/put/requestBody/content/application~1json/schema/$ref", "leads nowhere")]
    [InlineData("{ $ref: '#/components/schemas/Bad' }", "#/components/schemas/Bad", "Invalid model schema")]
    [InlineData("{ type: any }", "#/paths/~1a/put/requestBody/content/application~1json/schema", "Invalid model schema")]
    public void What_a_validator_cannot_hold_bodies_against_is_a_fault_in_files(string schema, string place, string words)
    {
        var fault = Assert.Single(File(schema, "body").Faults);
        Assert.Equal(place, fault.DocumentPath);
        Assert.Contains(words, fault.Cause, StringComparison.Ordinal);
        Assert.Empty(File(schema, "parameters").Faults);
    }

    private static ImportResult File(string schema, string validator) => Imports.Of(
        Validated + $"paths: {{ /a: {{ put: {{ x-amazon-apigateway-request-validator: {validator}, requestBody: {{ content: {{ application/json: {{ schema: {schema} }} }} }}, "
            + "responses: { '200': { content: { x/y: { schema: { minLength: 1 } } } } } } } }\n",
        upstream: "http://127.0.0.1");

    private static IEnumerable<string> Models(ImportResult result) =>
        result.Account!.RestApis[result.ApiId].Resources.Values.SelectMany(static resource => resource.ResourceMethods.Values).SelectMany(static method => method.RequestModels.Values);
}
