// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.DomainNames;

public sealed class BasePathMappingHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    private const string Path = "/domainnames/" + MappedDomain.Name + "/basepathmappings";

    [Fact]
    public void A_mapping_is_made_told_changed_and_deleted()
    {
        MappedDomain.Make(_client);
        var api = MappedDomain.Rest(_client);
        var root = _client.Call("POST", Path, $$"""{"restApiId":"{{api}}"}""", 201);
        Assert.Equal($$"""{"basePath":"(none)","restApiId":"{{api}}"}""", root.ToJsonString());
        _client.Call("POST", Path, $$"""{"restApiId":"{{api}}","basePath":"pets","stage":"dev"}""", 201);
        Assert.Equal("Base path already exists for this domain name", (string)_client.Call("POST", Path, $$"""{"restApiId":"{{api}}","basePath":"pets"}""", 409)["message"]!);
        Assert.Equal(root.ToJsonString(), _client.Call("GET", Path + "/%28none%29", "", 200).ToJsonString());
        var first = _client.Call("GET", Path, "", 200, "limit=1");
        var second = _client.Call("GET", Path, "", 200, "limit=1&position=" + (string)first["position"]!);
        Assert.Equal(("(none)", "pets"), ((string)first["item"]![0]!["basePath"]!, (string)second["item"]![0]!["basePath"]!));
        var patched = _client.Patch(Path + "/pets", 200, ("replace", "/basePath", "dogs"), ("replace", "/restapiId", api), ("replace", "/stage", ""));
        Assert.Equal($$"""{"basePath":"dogs","restApiId":"{{api}}"}""", patched.ToJsonString());
        Assert.Equal("Please remove all base path mappings related to the stage in your domain", DeleteHttp());
        _client.Call("DELETE", Path + "/dogs", "", 202);
        Assert.Equal("Invalid base path mapping identifier specified", (string)_client.Call("GET", Path + "/dogs", "", 404)["message"]!);
    }

    [Fact]
    public void What_is_wrong_is_told()
    {
        MappedDomain.Make(_client);
        var api = MappedDomain.Rest(_client);
        Assert.Equal("Invalid REST API identifier specified", Refused("""{"restApiId":"nobody"}"""));
        Assert.Equal("Invalid stage identifier specified", Refused($$"""{"restApiId":"{{api}}","stage":"nobody"}"""));
        Assert.StartsWith("API Gateway V1 doesn't support the slash character (/) in base path mappings.", Refused($$"""{"restApiId":"{{api}}","basePath":"a/b"}"""), StringComparison.Ordinal);
        Assert.StartsWith("Invalid mapping key specified: a b.", Refused($$"""{"restApiId":"{{api}}","basePath":"a b"}"""), StringComparison.Ordinal);
    }

    private string Refused(string body) => (string)_client.Call("POST", Path, body, 400)["message"]!;

    private string DeleteHttp()
    {
        var api = MappedDomain.Http(_client);
        _client.Call("POST", "/v2" + Path.Replace("basepathmappings", "apimappings", StringComparison.Ordinal), $$"""{"apiId":"{{api}}","stage":"dev","apiMappingKey":"h"}""", 201);
        _client.Call("DELETE", "/v2/apis/" + api, "", 400);
        return (string)_client.Call("DELETE", $"/v2/apis/{api}/stages/dev", "", 400)["message"]!;
    }
}
