// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGateway;

public sealed class RestApiHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void What_is_taken_away_is_gone()
    {
        var path = "/restapis/" + (string)_client.Call("POST", "/restapis", """{"name":"a","description":"d","binaryMediaTypes":["image/png"]}""", 201)["id"]!;
        var changed = _client.Patch(
            path, 200, ("replace", "/name", "b"), ("remove", "/description", null), ("add", "/binaryMediaTypes/text~1plain", null), ("remove", "/binaryMediaTypes/image~1png", null),
            ("replace", "/endpointConfiguration/types/EDGE", "REGIONAL"), ("replace", "/apiKeySource", "AUTHORIZER"));
        Assert.Equal(("b", null, "AUTHORIZER"), ((string?)changed["name"], (string?)changed["description"], (string?)changed["apiKeySource"]));
        Assert.Equal("""["text/plain"]""", changed["binaryMediaTypes"]!.ToJsonString());
        Assert.Equal("""{"types":["REGIONAL"],"ipAddressType":"ipv4"}""", changed["endpointConfiguration"]!.ToJsonString());
        Assert.Equal(changed.ToJsonString(), _client.Call("GET", path, "", 200).ToJsonString());
    }

    [Theory]
    [InlineData("replace", "/name", "", "Name must be non-empty")]
    [InlineData("replace", "/description", "", "Description cannot be an empty string")]
    [InlineData("replace", "/apiKeySource", "x", "Invalid API key source specified. Must be one of: [HEADER, AUTHORIZER]")]
    [InlineData("replace", "/endpointConfiguration/types/EDGE", "x", "Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE")]
    [InlineData("replace", "/policy", "{}", "Foregate cannot do this yet: policy in UpdateRestApi.")]
    [InlineData("replace", "/minimumCompressionSize", "10", "Foregate cannot do this yet: minimumCompressionSize in UpdateRestApi.")]
    public void A_change_that_is_refused_changes_nothing(string op, string patch, string value, string message)
    {
        var path = "/restapis/" + (string)_client.Call("POST", "/restapis", """{"name":"a","description":"d"}""", 201)["id"]!;
        Assert.Equal(message, (string)_client.Patch(path, 400, ("replace", "/name", "b"), (op, patch, value))["message"]!);
        Assert.Equal("a", (string)_client.Call("GET", path, "", 200)["name"]!);
    }
}
