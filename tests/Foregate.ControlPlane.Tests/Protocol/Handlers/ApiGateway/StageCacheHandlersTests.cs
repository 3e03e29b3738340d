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
        _client.Call("DELETE", $"/restapis/{api}/stages/dev/cache/authorizers", "", 202);
        Assert.Empty(_client.Flushed);
        _client.Call("DELETE", $"/restapis/{api}/stages/dev/cache/data", "", 202);
        Assert.Equal([$"{SignedClient.AccountId}/us-east-1/{api}/dev"], _client.Flushed);
        Assert.Equal("Invalid stage identifier specified", (string)_client.Call("DELETE", $"/restapis/{api}/stages/nosuch/cache/data", "", 404)["message"]!);
        Assert.Single(_client.Flushed);
    }
}
