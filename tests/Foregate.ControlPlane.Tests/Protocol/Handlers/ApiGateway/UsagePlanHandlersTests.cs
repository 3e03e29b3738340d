// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGateway;

public sealed class UsagePlanHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_plan_is_made_changed_and_deleted()
    {
        var (api, _) = _client.MakeApi();
        _client.Call("POST", $"/restapis/{api}/deployments", """{"stageName":"dev"}""", 201);
        var plan = _client.Call("POST", "/usageplans", """{"name":"p","description":"d","tags":{"a":"b"}}""", 201);
        var path = "/usageplans/" + (string)plan["id"]!;
        Assert.Equal("""{"a":"b"}""", plan["tags"]!.ToJsonString());
        var changed = _client.Patch(path, 200, ("add", "/apiStages", api + ":dev"), ("replace", "/name", "q"), ("replace", "/description", null));
        Assert.Equal(("q", null), ((string)changed["name"]!, changed["description"]));
        Assert.Equal(api, (string)Assert.Single(changed["apiStages"]!.AsArray())!["apiId"]!);
        Assert.Equal(
            $"Invalid API Stage {{api: {api}, stage: x}} specified for usageplan {(string)plan["id"]!}",
            (string)_client.Patch(path, 404, ("remove", "/apiStages", api + ":x"))["message"]!);
        Assert.StartsWith("Foregate cannot do this yet: throttle", (string)_client.Patch(path, 400, ("add", "/throttle/rateLimit", "1"))["message"]!, StringComparison.Ordinal);
        _client.Patch(path, 200, ("remove", "/apiStages", api + ":dev"));
        _client.Call("DELETE", path, "", 202);
        Assert.Equal("Invalid Usage Plan ID specified", (string)_client.Call("GET", path, "", 404)["message"]!);
    }
}
