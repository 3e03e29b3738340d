// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiParts;

public sealed class ModelHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_model_is_made_changed_and_deleted()
    {
        var (api, _) = _client.MakeApi();
        var models = $"/restapis/{api}/models";
        Assert.Equal(["Empty", "Error"], _client.Call("GET", models, "", 200)["item"]!.AsArray().Select(static model => (string)model!["name"]!));
        var made = _client.Call("POST", models, """{"name":"Pet","contentType":"application/json","description":"","schema":"{\"type\":\"object\"}"}""", 201);
        Assert.Equal(("Pet", null, """{"type":"object"}"""), ((string)made["name"]!, made["description"], (string)made["schema"]!));
        var changed = _client.Patch(models + "/Pet", 200, ("replace", "/description", "d"), ("replace", "/schema", "{}"));
        Assert.Equal(changed.ToJsonString(), _client.Call("GET", models + "/Pet", "", 200, "flatten=true").ToJsonString());
        Assert.Equal("#set($inputRoot = $input.path('$'))\n{ }", (string)_client.Call("GET", models + "/Pet/default_template", "", 200)["value"]!);
        Assert.Equal("Model name already exists for this REST API", (string)_client.Call("POST", models, """{"name":"Pet","contentType":"application/json","schema":"{}"}""", 409)["message"]!);
        _client.Call("DELETE", models + "/Pet", "", 202);
        Assert.Equal("Invalid model name specified: Pet", (string)_client.Patch(models + "/Pet", 404, ("replace", "/schema", "{}"))["message"]!);
    }
}
