// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Usage;

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
        Assert.Equal("Usage Plan quota must have a limit and a period of DAY, WEEK or MONTH", (string)_client.Patch(path, 400, ("add", "/quota/period", "DAY"))["message"]!);
        var limited = _client.Patch(
            path, 200, ("add", "/throttle/rateLimit", "1"), ("replace", "/quota/limit", "5"), ("replace", "/quota/period", "WEEK"), ("add", "/productCode", "c"),
            ("add", $"/apiStages/{api}:dev/throttle/~1pets/GET/rateLimit", "2"));
        Assert.Equal("""{"rateLimit":1}""", limited["throttle"]!.ToJsonString());
        Assert.Equal("""{"limit":5,"offset":0,"period":"WEEK"}""", limited["quota"]!.ToJsonString());
        Assert.Equal("""{"/pets/GET":{"rateLimit":2}}""", limited["apiStages"]![0]!["throttle"]!.ToJsonString());
        Assert.Equal(limited.ToJsonString(), _client.Call("GET", path, "", 200).ToJsonString());
        _client.Patch(path, 200, ("remove", "/apiStages", api + ":dev"));
        _client.Call("DELETE", path, "", 202);
        Assert.Equal("Invalid Usage Plan ID specified", (string)_client.Call("GET", path, "", 404)["message"]!);
    }
}
