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

    [Fact]
    public void Every_member_is_told_as_it_was_said()
    {
        var made = _client.Call(
            "POST",
            "/restapis",
            """{"name":"a","policy":"{\"Version\":\"2012-10-17\"}","minimumCompressionSize":0,"disableExecuteApiEndpoint":true,"securityPolicy":"TLS_1_2","endpointAccessMode":"STRICT","endpointConfiguration":{"types":["PRIVATE"],"vpcEndpointIds":["vpce-1"]}}""",
            201);
        // AWS tells a policy as the inside of a JSON text.
        Assert.Equal("""{\"Version\":\"2012-10-17\"}""", (string)made["policy"]!);
        Assert.Equal((0, true, "TLS_1_2", "STRICT"), ((int)made["minimumCompressionSize"]!, (bool)made["disableExecuteApiEndpoint"]!, (string)made["securityPolicy"]!, (string)made["endpointAccessMode"]!));
        Assert.Equal("""{"types":["PRIVATE"],"ipAddressType":"dualstack","vpcEndpointIds":["vpce-1"]}""", made["endpointConfiguration"]!.ToJsonString());
        var path = "/restapis/" + (string)made["id"]!;
        var changed = _client.Patch(path, 200, ("replace", "/minimumCompressionSize", null), ("add", "/endpointConfiguration/vpcEndpointIds", "vpce-2"));
        Assert.Equal(((string)made["policy"]!, null, 2), ((string)changed["policy"]!, changed["minimumCompressionSize"], changed["endpointConfiguration"]!["vpcEndpointIds"]!.AsArray().Count));
        var without = _client.Patch(
            path, 200, ("replace", "/policy", ""), ("remove", "/endpointConfiguration/vpcEndpointIds", "vpce-1"), ("remove", "/endpointConfiguration/vpcEndpointIds", "vpce-2"),
            ("replace", "/endpointConfiguration/types/0", "REGIONAL"));
        Assert.Equal((null, """{"types":["REGIONAL"],"ipAddressType":"dualstack"}"""), (without["policy"], without["endpointConfiguration"]!.ToJsonString()));
    }

    [Theory]
    [InlineData("replace", "/name", "", "Name must be non-empty")]
    [InlineData("replace", "/description", "", "Description cannot be an empty string")]
    [InlineData("replace", "/apiKeySource", "x", "Invalid API key source specified. Must be one of: [HEADER, AUTHORIZER]")]
    [InlineData("replace", "/endpointConfiguration/types/EDGE", "x", "Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE")]
    [InlineData("replace", "/policy", "{", "Invalid policy document. Please check the policy syntax and ensure that Principals are valid.")]
    [InlineData("replace", "/minimumCompressionSize", "-1", "Invalid minimum compression size, must be between 0 and 10485760")]
    [InlineData("replace", "/endpointAccessMode", "x", "Invalid endpointAccessMode specified. Valid options are BASIC,STRICT")]
    [InlineData("add", "/endpointConfiguration/vpcEndpointIds", "vpce-1", "VPCEndpoints can only be specified with PRIVATE apis.")]
    public void A_change_that_is_refused_changes_nothing(string op, string patch, string value, string message)
    {
        var path = "/restapis/" + (string)_client.Call("POST", "/restapis", """{"name":"a","description":"d"}""", 201)["id"]!;
        Assert.Equal(message, (string)_client.Patch(path, 400, ("replace", "/name", "b"), (op, patch, value))["message"]!);
        Assert.Equal("a", (string)_client.Call("GET", path, "", 200)["name"]!);
    }
}
