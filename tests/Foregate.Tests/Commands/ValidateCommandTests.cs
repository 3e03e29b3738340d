// SPDX-License-Identifier: Apache-2.0
using Foregate.Tests.Running;

namespace Foregate.Tests.Commands;

/// <summary>Validating: everything that serving does with a document, short of serving it.</summary>
public sealed class ValidateCommandTests
{
    [Theory]
    [InlineData("openapi.yaml", "PetStore, REST API ")]
    [InlineData("http-api.yaml", "PetStoreHttp, HTTP API ")]
    public async Task The_samples_can_be_served(string document, string expected)
    {
        var (code, output) = await ForegateProcess.RunAsync(Folder.Repository, "validate", "samples/petstore/" + document);
        Assert.Equal(0, code);
        Assert.Contains($"samples/petstore/{document} can be served: {expected}", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validates_a_good_document()
    {
        using var folder = new Folder();
        folder.Write("api.yaml", SmallDocuments.Hello("hi"));
        var (code, output) = await ForegateProcess.RunAsync(folder.Path, "validate", "api.yaml");
        Assert.Equal(0, code);
        Assert.Contains("api.yaml can be served: Hello, REST API ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validates_a_bad_document_with_every_fault_and_its_place()
    {
        using var folder = new Folder();
        folder.Write("api.yaml", SmallDocuments.Hello("hi", "  /bad:\n    get: { x-amazon-apigateway-auth: { type: TELEPORT }, responses: {} }\nx-amazon-apigateway-policy: [ Deny ]\n"));
        var (code, output) = await ForegateProcess.RunAsync(folder.Path, "validate", "api.yaml");
        Assert.Equal(3, code);
        Assert.Matches(@"(?m)^api\.yaml:\d+:\d+: error FG202: There is no authorization .*x-amazon-apigateway-auth", output);
        Assert.Matches(@"(?m)^api\.yaml:\d+:\d+: error FG202: .*x-amazon-apigateway-policy", output);
        Assert.Matches(@"api\.yaml has \d+ faults and cannot be served\.", output);
    }

    [Fact]
    public async Task A_definition_that_does_not_compile_is_told_at_its_place_in_the_document()
    {
        using var folder = new Folder();
        var variables = string.Concat(Enumerable.Range(0, 33).Select(n => $"/{{v{n}}}"));
        folder.Write("api.yaml", SmallDocuments.Hello("hi", SmallDocuments.Mock(variables, "x")));
        var (code, output) = await ForegateProcess.RunAsync(folder.Path, "validate", "api.yaml");
        Assert.Equal(3, code);
        Assert.Matches(@"(?m)^api\.yaml:\d+:\d+: error FG20[23]: .*32", output);
    }
}
