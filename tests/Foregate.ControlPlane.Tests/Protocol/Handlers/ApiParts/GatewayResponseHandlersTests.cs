// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiParts;

public sealed class GatewayResponseHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void All_of_them_are_listed_with_their_defaults()
    {
        var (api, _) = _client.MakeApi();
        var all = _client.Call("GET", $"/restapis/{api}/gatewayresponses", "", 200)["item"]!.AsArray();
        Assert.Equal(21, all.Count);
        Assert.All(all, static response => Assert.True((bool)response!["defaultResponse"]!));
        Assert.Equal(
            """{"responseType":"DEFAULT_5XX","responseParameters":{},"responseTemplates":{"application/json":"{\u0022message\u0022:$context.error.messageString}"},"defaultResponse":true}""",
            _client.Call("GET", $"/restapis/{api}/gatewayresponses/DEFAULT_5XX", "", 200).ToJsonString());
    }

    [Fact]
    public void One_is_put_changed_and_taken_back()
    {
        var (api, _) = _client.MakeApi();
        var path = $"/restapis/{api}/gatewayresponses/THROTTLED";
        var put = _client.Call("PUT", path, """{"responseTemplates":{"text/plain":"no"}}""", 201);
        Assert.Equal(("429", false), ((string)put["statusCode"]!, (bool)put["defaultResponse"]!));
        _client.Patch(path, 200, ("add", "/responseParameters/gatewayresponse.header.Retry-After", "'1'"));
        // The type's own status was not said by being told.
        Assert.Null(_client.Account!.RestApis[api].GatewayResponses["THROTTLED"].StatusCode);
        Assert.Equal("430", (string)_client.Patch(path, 200, ("replace", "/statusCode", "430"))["statusCode"]!);
        Assert.Equal("Invalid patch path /statusCode", (string)_client.Patch(path, 400, ("remove", "/statusCode", null))["message"]!);
        _client.Patch(path, 400, ("replace", "/statusCode", "9"));
        _client.Call("DELETE", path, "", 202);
        Assert.Equal("Gateway response type not defined on api", (string)_client.Call("DELETE", path, "", 404)["message"]!);
    }
}
