// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGateway;

public sealed class TagHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Tags_come_and_go_by_arn()
    {
        var id = (string)_client.Call("POST", "/restapis", """{"name":"a","tags":{"x":"1"}}""", 201)["id"]!;
        var path = $"/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2F{id}";
        _client.Call("PUT", path, """{"tags":{"y":"2"}}""", 204);
        _client.Call("DELETE", path, "", 204, "tagKeys=x&tagKeys=z");
        Assert.Equal("""{"tags":{"y":"2"}}""", _client.Call("GET", path, "", 200).ToJsonString());
        Assert.Equal("aws: prefixed tag key names are not allowed for external use.", (string)_client.Call("PUT", path, """{"tags":{"aws:y":"2"}}""", 400)["message"]!);
        _client.Call("GET", "/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2Fother", "", 404);
    }

    [Theory]
    [InlineData("/restapis", """{"name":"a","tags":{"_custom_id_":"ID"}}""", "id")]
    [InlineData("/v2/apis", """{"name":"a","protocolType":"HTTP","tags":{"_custom_id_":"ID"}}""", "apiId")]
    [InlineData("/apikeys", """{"name":"a","tags":{"_custom_id_":"ID"}}""", "id")]
    [InlineData("/usageplans", """{"name":"a","tags":{"_custom_id_":"ID"}}""", "id")]
    public void A_tag_fixes_an_id(string path, string body, string member)
    {
        Assert.Equal("my-id", (string)_client.Call("POST", path, body.Replace("ID", "my-id", StringComparison.Ordinal), 201)[member]!);
        Assert.Equal("The id my-id in the tag _custom_id_ is taken", (string)_client.Call("POST", path, body.Replace("ID", "my-id", StringComparison.Ordinal), 409)["message"]!);
        Assert.StartsWith("Invalid id My/Id in the tag", (string)_client.Call("POST", path, body.Replace("ID", "My/Id", StringComparison.Ordinal), 400)["message"]!, StringComparison.Ordinal);
    }
}
