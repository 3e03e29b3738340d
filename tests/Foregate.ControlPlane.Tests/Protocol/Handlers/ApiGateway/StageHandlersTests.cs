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
    [InlineData("/canarySettings/deploymentId", "none", "Deployment id does not exist")]
    [InlineData("/documentationVersion", "none", "Invalid Documentation version specified", 404)]
    [InlineData("/clientCertificateId", "none", "Invalid Client Certificate identifier specified", 404)]
    [InlineData("/*/*/logging/loglevel", "INFO", "CloudWatch Logs role ARN must be set in account settings to enable logging")]
    [InlineData("/*/*/caching/ttlInSeconds", "3601", "Invalid cache TTL specified: 3601. Must be between 0 and 3600 seconds")]
    public void What_is_wrong_is_told(string path, string value, string message, int status = 400)
    {
        var (api, _) = _client.MakeApi();
        _client.Call("POST", $"/restapis/{api}/deployments", """{"stageName":"dev"}""", 201);
        Assert.Equal(message, (string)_client.Patch($"/restapis/{api}/stages/dev", status, ("replace", path, value))["message"]!);
    }

    [Fact]
    public void Every_member_is_told_as_it_was_said()
    {
        var (api, _) = _client.MakeApi();
        _client.Call("POST", $"/restapis/{api}/documentation/parts", """{"location":{"type":"API"},"properties":"{}"}""", 201);
        _client.Call("POST", $"/restapis/{api}/documentation/versions", """{"documentationVersion":"v1"}""", 201);
        var deployment = (string)_client.Call("POST", $"/restapis/{api}/deployments", "{}", 201)["id"]!;
        _client.Call(
            "POST",
            $"/restapis/{api}/stages",
            $$$"""{"stageName":"dev","deploymentId":"{{{deployment}}}","cacheClusterEnabled":true,"documentationVersion":"v1","tracingEnabled":true,"canarySettings":{"percentTraffic":5,"stageVariableOverrides":{"a":"b"} } }""",
            201);
        var path = $"/restapis/{api}/stages/dev";
        var stage = _client.Patch(path, 200, ("replace", "/*/*/caching/enabled", "true"), ("replace", "/~1pets/GET/metrics/enabled", "true"));
        Assert.Equal(("0.5", "AVAILABLE", "v1", true), ((string)stage["cacheClusterSize"]!, (string)stage["cacheClusterStatus"]!, (string)stage["documentationVersion"]!, (bool)stage["tracingEnabled"]!));
        Assert.Equal(
            $$$"""{"percentTraffic":5,"deploymentId":"{{{deployment}}}","stageVariableOverrides":{"a":"b"},"useStageCache":false}""", stage["canarySettings"]!.ToJsonString());
        Assert.Equal((true, true), ((bool)stage["methodSettings"]!["pets/GET"]!["cachingEnabled"]!, (bool)stage["methodSettings"]!["pets/GET"]!["metricsEnabled"]!));
        Assert.Equal(stage.ToJsonString(), _client.Call("GET", path, "", 200).ToJsonString());
        var without = _client.Patch(path, 200, ("remove", "/canarySettings", null), ("replace", "/cacheClusterEnabled", "false"));
        Assert.Equal((null, "NOT_AVAILABLE"), (without["canarySettings"], (string)without["cacheClusterStatus"]!));
        _client.Call("DELETE", path + "/cache/data", "", 202);
        _client.Call("DELETE", path + "/cache/authorizers", "", 202);
    }
}
