// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGateway;

public sealed class StageHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_stage_is_made_changed_and_pointed_elsewhere()
    {
        var (api, _) = _client.MakeApi();
        var first = (string)_client.Call("POST", $"/restapis/{api}/deployments", "{}", 201)["id"]!;
        var second = (string)_client.Call("POST", $"/restapis/{api}/deployments", "{}", 201)["id"]!;
        var made = _client.Call("POST", $"/restapis/{api}/stages", $$"""{"stageName":"dev","deploymentId":"{{first}}","description":"d","variables":{"a":"1"} }""", 201);
        Assert.Equal(("NOT_AVAILABLE", "{}", false), ((string)made["cacheClusterStatus"]!, made["methodSettings"]!.ToJsonString(), (bool)made["tracingEnabled"]!));
        var path = $"/restapis/{api}/stages/dev";
        var changed = _client.Patch(path, 200, ("replace", "/deploymentId", second), ("replace", "/description", null), ("remove", "/variables/a", null), ("replace", "/*/*/throttling/burstLimit", "7"));
        Assert.Equal((second, null, null), ((string)changed["deploymentId"]!, changed["description"], changed["variables"]));
        Assert.Equal((7, 10_000), ((int)changed["methodSettings"]!["*/*"]!["throttlingBurstLimit"]!, (int)changed["methodSettings"]!["*/*"]!["throttlingRateLimit"]!));
        Assert.Equal("{}", _client.Patch(path, 200, ("remove", "/*/*", null))["methodSettings"]!.ToJsonString());
        Assert.Single(_client.Call("GET", $"/restapis/{api}/stages", "", 200, "deploymentId=" + second)["item"]!.AsArray());
        Assert.Empty(_client.Call("GET", $"/restapis/{api}/stages", "", 200, "deploymentId=" + first)["item"]!.AsArray());
        _client.Call("DELETE", path, "", 202);
        Assert.Equal("Invalid stage identifier specified", (string)_client.Call("GET", path, "", 404)["message"]!);
    }

    [Theory]
    [InlineData("/deploymentId", "none", "Deployment id does not exist")]
    [InlineData("/tracingEnabled", "true", "Foregate cannot do this yet: tracingEnabled in UpdateStage.")]
    [InlineData("/canarySettings/percentTraffic", "5", "Foregate cannot do this yet: canarySettings in UpdateStage.")]
    [InlineData("/*/*/caching/enabled", "true", "Foregate cannot do this yet: cachingEnabled of */*.")]
    public void What_is_wrong_or_cannot_be_done_is_told(string path, string value, string message)
    {
        var (api, _) = _client.MakeApi();
        _client.Call("POST", $"/restapis/{api}/deployments", """{"stageName":"dev"}""", 201);
        Assert.Equal(message, (string)_client.Patch($"/restapis/{api}/stages/dev", 400, ("replace", path, value))["message"]!);
    }
}
