// SPDX-License-Identifier: Apache-2.0

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
}
