// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Usage;

public sealed class UsageHandlersTests : IDisposable
{
    // It is 2026-01-02.
    private const string Days = "startDate=2025-12-31&endDate=2026-01-03";

    private readonly SignedClient _client = new();
    private readonly string _plan;
    private readonly string _path;

    public UsageHandlersTests()
    {
        _plan = (string)_client.Call("POST", "/usageplans", """{"name":"p","quota":{"limit":10,"period":"MONTH"}}""", 201)["id"]!;
        _path = $"/usageplans/{_plan}/usage";
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Usage_is_a_pair_a_day_for_each_key()
    {
        Assert.Equal(
            $$$"""{"usagePlanId":"{{{_plan}}}","startDate":"2025-12-31","endDate":"2026-01-03","values":{}}""", _client.Call("GET", _path, "", 200, Days).ToJsonString());
        var (used, unused) = (Key(), Key());
        _client.Gateway.LoadUsage([Count(used, 30, 4, 2025, 12), Count(used, 1, 3, 2026, 1)]);
        var values = _client.Call("GET", _path, "", 200, Days)["values"]!;
        Assert.Equal("[[0,6],[3,7],[0,7],[0,7]]", values[used]!.ToJsonString());
        Assert.Equal("[[0,10],[0,10],[0,10],[0,10]]", values[unused]!.ToJsonString());
    }

    [Fact]
    public void Usage_comes_in_pages_and_of_one_key()
    {
        string[] keys = [Key(), Key(), Key()];
        Array.Sort(keys, StringComparer.Ordinal);
        var first = _client.Call("GET", _path, "", 200, Days + "&limit=2");
        Assert.Equal(keys[..2], first["values"]!.AsObject().Select(static pair => pair.Key));
        var second = _client.Call("GET", _path, "", 200, Days + "&limit=2&position=" + (string)first["position"]!);
        Assert.Equal(keys[2..], second["values"]!.AsObject().Select(static pair => pair.Key));
        Assert.Null(second["position"]);
        Assert.Equal(keys[1..2], _client.Call("GET", _path, "", 200, Days + "&keyId=" + keys[1])["values"]!.AsObject().Select(static pair => pair.Key));
        Assert.Equal("Invalid API Key identifier specified", (string)_client.Call("GET", _path, "", 404, Days + "&keyId=none")["message"]!);
    }

    [Theory]
    [InlineData("startDate=2026-01-02&endDate=2026-01-01")]
    [InlineData("startDate=yesterday&endDate=2026-01-01")]
    [InlineData("startDate=2025-10-03&endDate=2026-01-01")]
    [InlineData("startDate=2026-01-01&endDate=9999-12-31")]
    public void Dates_that_are_none_or_forgotten_are_refused(string days) =>
        Assert.StartsWith("Invalid date range specified: ", (string)_client.Call("GET", _path, "", 400, days)["message"]!, StringComparison.Ordinal);

    [Fact]
    public void What_remains_is_replaced_for_the_period()
    {
        var key = Key();
        _client.Gateway.LoadUsage([Count(key, 2, 4, 2026, 1)]);
        var path = $"/usageplans/{_plan}/keys/{key}/usage";
        Assert.Equal(
            $$$"""{"usagePlanId":"{{{_plan}}}","startDate":"2026-01-02","endDate":"2026-01-02","values":{"{{{key}}}":[[4,25]]}}""",
            _client.Patch(path, 200, ("replace", "/remaining", "25")).ToJsonString());
        Assert.Equal("[[0,10],[4,25],[0,25]]", _client.Call("GET", _path, "", 200, "startDate=2026-01-01&endDate=2026-01-03")["values"]![key]!.ToJsonString());
        _client.Advance(TimeSpan.FromDays(31));
        Assert.Equal("[[0,25],[0,10]]", _client.Call("GET", _path, "", 200, "startDate=2026-01-31&endDate=2026-02-01")["values"]![key]!.ToJsonString());
    }

    [Fact]
    public void What_cannot_remain_is_refused()
    {
        var key = Key();
        var path = $"/usageplans/{_plan}/keys/{key}/usage";
        Assert.StartsWith("Invalid patch path ", (string)_client.Patch(path, 400, ("replace", "/used", "1"))["message"]!, StringComparison.Ordinal);
        _client.Patch(path, 400, ("add", "/remaining", "1"));
        _client.Patch(path, 400, ("replace", "/remaining", "-1"));
        _client.Patch(path, 400, ("replace", "/remaining", "many"));
        _client.Patch($"/usageplans/{_plan}/keys/none/usage", 404, ("replace", "/remaining", "1"));
        _client.Patch("/usageplans/" + _plan, 200, ("remove", "/quota", null));
        Assert.Equal($"Usage Plan {_plan} has no quota", (string)_client.Patch(path, 400, ("replace", "/remaining", "1"))["message"]!);
        Assert.Equal("[[0,-1]]", _client.Call("GET", _path, "", 200, "startDate=2026-01-01&endDate=2026-01-01")["values"]![key]!.ToJsonString());
    }

    private UsageCount Count(string key, int day, int used, int year, int month) => new()
    {
        AccountId = SignedClient.AccountId, Region = "us-east-1", UsagePlanId = _plan, KeyId = key, Day = new DateOnly(year, month, day), Used = used, Remaining = 10 - used,
    };

    private string Key()
    {
        var key = (string)_client.Call("POST", "/apikeys", "{}", 201)["id"]!;
        _client.Call("POST", $"/usageplans/{_plan}/keys", $$"""{"keyId":"{{key}}","keyType":"API_KEY"}""", 201);
        return key;
    }
}
