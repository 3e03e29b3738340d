// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Updates;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Tests.Protocol.Updates;

public sealed class PatchTablesTests
{
    [Fact]
    public void Every_update_of_the_first_interface_has_a_table() => Assert.DoesNotContain(
        ServiceModels.ApiGateway.Operations, static operation => operation.Method == "PATCH" && PatchTables.Find(operation.Name) is null);

    [Theory]
    [InlineData("UpdateModel", "add", "/wrong-path", "Invalid patch path  '/wrong-path' specified for op 'add'. Please choose supported operations")]
    [InlineData("UpdateModel", "replace", "/name", "Invalid patch path  '/name' specified for op 'replace'. Must be one of: [/description, /schema]")]
    [InlineData("UpdateApiKey", "replace", "/id", "Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/description, /enabled, /name, /customerId]")]
    [InlineData("UpdateResource", "remove", "/pathPart", "Invalid patch path  '/pathPart' specified for op 'remove'. Please choose supported operations")]
    [InlineData("UpdateRestApi", "add", "/binaryMediaTypes", "Invalid patch path /binaryMediaTypes")]
    [InlineData("UpdateGatewayResponse", "add", "/statusCode", "Invalid patch path /statusCode")]
    [InlineData("UpdateGatewayResponse", "add", null, "Invalid patch path null")]
    [InlineData("UpdateMethod", "replace", "/requestParameters", "Invalid patch path /requestParameters")]
    [InlineData("UpdateMethodResponse", "remove", "/wrong/method.response.header.my-header", "Invalid patch path /wrong/method.response.header.my-header")]
    [InlineData("UpdateIntegration", "replace", "/type", "Invalid patch path /type")]
    [InlineData("UpdateGatewayResponse", "replace", "/responseTemplates/application~1xml", "Invalid null or empty value in responseTemplates")]
    [InlineData("UpdateVpcLink", "test", "/name", "Invalid patch path  '/name' specified for op 'test'. Please choose supported operations")]
    public void What_may_not_be_changed_is_refused_as_recorded(string operation, string op, string? path, string message) =>
        Assert.Equal(message, Apply(operation, WireValue.Empty, new PatchOperation(op, path)).Error);

    [Theory]
    [InlineData("UpdateMethodResponse", "remove", "/responseParameters/method.response.header.x", null, "Invalid parameter name specified")]
    [InlineData("UpdateMethodResponse", "replace", "/responseModels/wrong", "Empty", "Content-Type specified was not found")]
    [InlineData("UpdateApiKey", "replace", "/enabled", "perhaps", "Invalid patch value  'perhaps' specified for path '/enabled' of op 'replace'")]
    [InlineData("UpdateIntegration", "replace", "/timeoutInMillis", "1.5", "Invalid patch value  '1.5' specified for path '/timeoutInMillis' of op 'replace'")]
    public void What_cannot_be_done_is_told(string operation, string op, string path, string? value, string message) =>
        Assert.Equal(message, Apply(operation, WireValue.Empty, new PatchOperation(op, path, value)).Error);

    [Fact]
    public void Members_maps_and_lists_are_changed_in_order()
    {
        var method = WireValue.Structure(("httpMethod", "GET"), ("requestModels", WireValue.Map([new KeyValuePair<string, string>("application/json", "A")])));
        Assert.Equal(
            "{httpMethod=GET, requestModels={application/json=B, text/a~b=C}, operationName=x, apiKeyRequired=true, authorizationScopes=[a, b], requestParameters={method.request.path.id=true}}",
            Apply(
                "UpdateMethod", method,
                new("replace", "/operationName", "x"), new("add", "/requestModels/text~1a~0b", "C"), new("replace", "/requestModels/application~1json", "B"),
                new("replace", "/apiKeyRequired", "true"), new("add", "/authorizationScopes", "a"), new("add", "/authorizationScopes", "b"),
                new("add", "/requestParameters/method.request.path.id", "true")).Value);
        Assert.Equal(
            "{httpMethod=GET, requestModels={}}", Apply("UpdateMethod", method, new PatchOperation("remove", "/requestModels/application~1json", "A")).Value);
    }

    [Fact]
    public void The_path_names_the_item_of_a_list()
    {
        var api = WireValue.Structure(("binaryMediaTypes", WireValue.List(["image/png", "image/gif"])), ("endpointConfiguration", WireValue.Structure(("types", WireValue.List(["EDGE"])))));
        Assert.Equal(
            "{binaryMediaTypes=[image/gif, -], endpointConfiguration={types=[REGIONAL]}}",
            Apply("UpdateRestApi", api, new("add", "/binaryMediaTypes/-", "image/x"), new("remove", "/binaryMediaTypes/image~1png"), new("replace", "/endpointConfiguration/types/EDGE", "REGIONAL")).Value);
    }

    [Theory]
    [InlineData("add", "/endpointConfiguration/ipAddressType", "Invalid patch operation specified. Must be one of: [replace]")]
    [InlineData("copy", "/endpointConfiguration/types/0", "Invalid patch operation specified. Must be 'add'|'remove'|'replace'")]
    [InlineData("add", "/binaryMediaTypes", "Invalid patch path /binaryMediaTypes")]
    [InlineData("replace", "/id", "Invalid patch path /id")]
    public void Each_kind_of_path_has_its_words(string op, string path, string message) =>
        Assert.Equal(message, Apply("UpdateRestApi", WireValue.Structure(("id", "a")), new PatchOperation(op, path, "x")).Error);

    [Fact]
    public void One_change_that_is_refused_refuses_all()
    {
        var (value, error) = PatchTables.Find("UpdateModel")!.Apply(WireValue.Structure(("schema", "{}")), [new("replace", "/description", "x"), new("replace", "/name", "y")]);
        Assert.Null(value);
        Assert.NotNull(error);
    }

    [Fact]
    public void No_text_in_place_of_a_change_breaks_a_table() => Gen.Select(
        OneOf([.. ServiceModels.ApiGateway.Operations.Where(static operation => operation.Method == "PATCH").Select(static operation => operation.Name)]),
        OneOf("add", "replace", "remove", "copy", "move", "test"),
        Gen.OneOf(Gen.String, Gen.Select(OneOf("/apiStages", "/canarySettings", "/variables", "/accessLogSettings", "/requestParameters", "/*/*"), Gen.String, static (a, b) => a + "/" + b)),
        Gen.String.Null()).Sample(static (operation, op, path, value) =>
        {
            var (changed, error) = PatchTables.Find(operation)!.Apply(WireValue.Structure(("id", "a")), [new PatchOperation(op, path, value, path)]);
            return (changed is null) != (error is null);
        });

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static (string? Value, string? Error) Apply(string operation, WireValue resource, params PatchOperation[] operations)
    {
        var (value, error) = PatchTables.Find(operation)!.Apply(resource, operations);
        return (value?.ToString(), error?.Message);
    }
}
