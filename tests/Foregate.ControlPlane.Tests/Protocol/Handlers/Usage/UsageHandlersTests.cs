// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Usage;

public sealed class UsageHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Usage_is_told_only_where_it_is_known()
    {
        var plan = (string)_client.Call("POST", "/usageplans", """{"name":"p"}""", 201)["id"]!;
        var path = $"/usageplans/{plan}/usage";
        const string days = "startDate=2026-01-01&endDate=2026-01-02";
        Assert.Equal($$$"""{"usagePlanId":"{{{plan}}}","startDate":"2026-01-01","endDate":"2026-01-02","values":{}}""", _client.Call("GET", path, "", 200, days).ToJsonString());
        _client.Call("GET", path, "", 400, "startDate=2026-01-02&endDate=2026-01-01");
        _client.Call("GET", path, "", 400, "startDate=yesterday&endDate=2026-01-01");
        Assert.Equal("Invalid API Key identifier specified", (string)_client.Call("GET", path, "", 404, days + "&keyId=none")["message"]!);
        var key = (string)_client.Call("POST", "/apikeys", "{}", 201)["id"]!;
        _client.Call("POST", $"/usageplans/{plan}/keys", $$"""{"keyId":"{{key}}","keyType":"API_KEY"}""", 201);
        Assert.StartsWith("Foregate cannot do this yet: count", (string)_client.Call("GET", path, "", 400, days)["message"]!, StringComparison.Ordinal);
        Assert.StartsWith("Foregate cannot do this yet: count", (string)_client.Patch($"/usageplans/{plan}/keys/{key}/usage", 400, ("replace", "/remaining", "1"))["message"]!, StringComparison.Ordinal);
        Assert.StartsWith("Invalid patch path ", (string)_client.Patch($"/usageplans/{plan}/keys/{key}/usage", 400, ("replace", "/used", "1"))["message"]!, StringComparison.Ordinal);
    }
}
