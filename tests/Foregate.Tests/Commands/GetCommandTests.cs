// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Foregate.Tests.Running;

namespace Foregate.Tests.Commands;

/// <summary>foregate get and describe, towards a gateway that serves a document.</summary>
public sealed class GetCommandTests : IAsyncLifetime
{
    private const string Document = """
        openapi: 3.0.1
        info: { title: pets, version: "1" }
        paths:
          /pets:
            get:
              security: [{ key: [] }]
              x-amazon-apigateway-integration:
                type: http_proxy
                httpMethod: GET
                uri: http://127.0.0.1:9/pets
          /pets/{id}:
            delete:
              x-amazon-apigateway-integration:
                type: http_proxy
                httpMethod: DELETE
                uri: http://127.0.0.1:9/pets/1
            post:
              x-amazon-apigateway-auth: { type: AWS_IAM }
              x-amazon-apigateway-integration:
                type: http_proxy
                httpMethod: POST
                uri: http://127.0.0.1:9/pets/1
        components:
          securitySchemes:
            key: { type: apiKey, name: x-api-key, in: header }
        x-amazon-apigateway-api-key-source: HEADER
        x-foregate-usage-plan: { name: friends, apiKeys: [ { name: ada, value: at-least-twenty-characters } ] }
        """;

    private readonly Folder _folder = new();
    private ForegateProcess? _gateway;

    public async ValueTask InitializeAsync()
    {
        _folder.Write("pets.yaml", Document);
        _gateway = await ForegateProcess.ServeAsync(_folder.Path, "pets.yaml");
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task Get_lists_apis_their_routes_and_stages_keys_and_plans()
    {
        var (code, output) = await RunAsync("get", "apis", "-o", "json");
        Assert.Equal(0, code);
        var api = Assert.Single(JsonElement.Parse(output).EnumerateArray());
        Assert.Equal(("pets", "REST"), (api.GetProperty("name").GetString(), api.GetProperty("kind").GetString()));
        var id = api.GetProperty("id").GetString()!;
        (code, output) = await RunAsync("get", "routes", "pets");
        Assert.Equal(0, code);
        Assert.Equal(["ROUTE|AUTHORIZATION|KEY|INTEGRATION|TARGET", "GET /pets|NONE|yes|HTTP_PROXY|http://127.0.0.1:9/pets", "DELETE /pets/{id}|NONE|no|HTTP_PROXY|http://127.0.0.1:9/pets/1", "POST /pets/{id}|AWS_IAM|no|HTTP_PROXY|http://127.0.0.1:9/pets/1"], Cells(output));
        (_, output) = await RunAsync("get", "stages", id);
        Assert.StartsWith("prod|", Cells(output)[1], StringComparison.Ordinal);
        (_, output) = await RunAsync("get", "plans");
        Assert.EndsWith($"|friends|{id}:prod", Cells(output)[1], StringComparison.Ordinal);
        Assert.Equal("", (await RunAsync("get", "functions")).Output.Trim());
        (_, output) = await RunAsync("get", "keys");
        Assert.Contains("|ada|yes|", Cells(output)[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describe_tells_of_an_api_and_of_what_is_held()
    {
        var (code, output) = await RunAsync("describe", "pets");
        Assert.Equal(0, code);
        Assert.Matches("\\Apets: REST API [a-z0-9]{10}, made ", output);
        const string held = "AWS_IAM authorization is not enforced yet. Until it is, requests are answered 500.";
        Assert.Matches($@"Held: said, stored, and not served yet\r?\n  PATH +MESSAGE\r?\n  /restapis/[a-z0-9]{{10}}/resources/[a-z0-9]{{6}}/methods/POST  {held}\r?\n\z", output);
        (_, output) = await RunAsync("describe", "pets", "-o", "json");
        var told = JsonElement.Parse(output);
        Assert.Equal((1, 3, 1), (told.GetProperty("stages").GetArrayLength(), told.GetProperty("routes").GetArrayLength(), told.GetProperty("held").GetArrayLength()));
    }

    [Theory]
    [InlineData("oas30", "yaml", "openapi: \"3.0.1\"")]
    [InlineData("swagger", "json", "\"swagger\" : \"2.0\"")]
    public async Task Export_writes_a_document_with_the_integrations(string format, string form, string version)
    {
        var (code, output) = await RunAsync("export", "pets", "--format", format, "-o", form);
        Assert.Equal(0, code);
        Assert.Contains(version.Replace(" ", "", StringComparison.Ordinal), output.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("x-amazon-apigateway-integration", output, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:9/pets/1", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_is_wrong()
    {
        foreach (var (expected, start, arguments) in new (int, string, string[])[]
        {
            (1, "error FG407:", ["describe", "nobody"]),
            (1, "error FG406: The gateway refused: 40", ["export", "pets", "--stage", "nosuch"]),
            (2, "error FG101: get routes needs", ["get", "routes"]),
            (2, "error FG101: get apis takes no API", ["get", "apis", "pets"]),
            (2, "error FG101: ", ["get", "dogs"]),
        })
        {
            var (code, output) = await RunAsync(arguments);
            Assert.Equal(expected, code);
            Assert.StartsWith(start, output, StringComparison.Ordinal);
        }
    }

    private static List<string> Cells(string table) =>
        [.. table.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(static line => string.Join('|', line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))];

    private Task<(int Code, string Output)> RunAsync(params string[] arguments) =>
        ForegateProcess.RunAsync(_folder.Path, [.. arguments, "--management", _gateway!.Management.ToString()]);
}
