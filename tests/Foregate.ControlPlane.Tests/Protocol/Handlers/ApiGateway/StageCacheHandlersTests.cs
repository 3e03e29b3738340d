// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGateway;

public sealed class StageCacheHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_flush_reaches_the_stages_cache_and_only_that()
    {
        var (api, _) = _client.MakeApi();
        _client.Call("POST", $"/restapis/{api}/deployments", """{"stageName":"dev"}""", 201);
        _client.Call("DELETE", $"/restapis/{api}/stages/dev/cache/data", "", 202);
        Assert.Equal([$"{SignedClient.AccountId}/us-east-1/{api}/dev"], _client.Flushed);
        _client.Call("DELETE", $"/restapis/{api}/stages/dev/cache/authorizers", "", 202);
        Assert.Equal($"authorizers of {SignedClient.AccountId}/us-east-1/{api}/dev", _client.Flushed[1]);
    }

    [Theory]
    [InlineData("data")]
    [InlineData("authorizers")]
    public void What_is_not_there_is_not_flushed(string cache)
    {
        var (api, _) = _client.MakeApi();
        Assert.Equal("Invalid stage identifier specified", (string)_client.Call("DELETE", $"/restapis/{api}/stages/nosuch/cache/{cache}", "", 404)["message"]!);
        Assert.Equal(
            (string)_client.Call("GET", "/restapis/nosuch000/stages/dev", "", 404)["message"]!, (string)_client.Call("DELETE", $"/restapis/nosuch000/stages/dev/cache/{cache}", "", 404)["message"]!);
        Assert.Empty(_client.Flushed);
    }
}
