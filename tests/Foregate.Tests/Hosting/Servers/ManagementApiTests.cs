// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text;
using Foregate.Tests.Running;

namespace Foregate.Tests.Hosting.Servers;

/// <summary>AWS's management APIs of a serving gateway, asked by signed requests.</summary>
public sealed class ManagementApiTests : IAsyncLifetime
{
    private readonly Folder _folder = new();
    private readonly HttpClient _client = new();
    private ForegateProcess _gateway = null!;
    private SignedCalls _calls = null!;

    public async ValueTask InitializeAsync()
    {
        _folder.Write("api.yaml", SmallDocuments.Hello("hi"));
        _gateway = await ForegateProcess.ServeAsync(_folder.Path, "api.yaml");
        _calls = new SignedCalls(_client, _gateway.Management);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_API_made_by_calls_is_served_and_stays_when_the_document_is_reloaded()
    {
        var api = await _calls.MakeApiAsync("made", "made by calls");
        var url = new Uri($"http://{_gateway.Invoke.Authority}/_aws/execute-api/{api}/v1/");
        Assert.Equal("made by calls", await _client.GetStringAsync(url, TestContext.Current.CancellationToken));

        var lines = _gateway.Lines;
        _folder.Replace("api.yaml", SmallDocuments.Hello("good evening"));
        await _gateway.LineAsync("^Reloaded", lines);
        Assert.Equal("made by calls", await _client.GetStringAsync(url, TestContext.Current.CancellationToken));
        Assert.Contains("good evening", await _client.GetStringAsync(new Uri(_gateway.Invoke + "/hello"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(2, (await _calls.CallAsync("GET", "/restapis")).GetProperty("item").GetArrayLength());
        await _calls.CallAsync("DELETE", $"/restapis/{api}", null, HttpStatusCode.Accepted);
        using var gone = await _client.GetAsync(url, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, gone.StatusCode);
    }

    [Fact]
    public async Task Who_does_not_sign_or_signs_wrongly_is_refused_and_nothing_is_made()
    {
        using var unsigned = await _client.PostAsync(new Uri(_gateway.Management, "/restapis"), new StringContent("""{"name": "x"}""", Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, unsigned.StatusCode);
        Assert.Equal("MissingAuthenticationTokenException", unsigned.Headers.GetValues("x-amzn-ErrorType").Single());
        using var wrong = await new SignedCalls(_client, _gateway.Management, "test", "guess").SendAsync("POST", "/restapis", """{"name": "x"}""");
        Assert.Equal("InvalidSignatureException", wrong.Headers.GetValues("x-amzn-ErrorType").Single());
        using var unknown = await new SignedCalls(_client, _gateway.Management, "21098765432", "test").SendAsync("POST", "/restapis", """{"name": "x"}""");
        Assert.Equal(HttpStatusCode.Forbidden, unknown.StatusCode);
        using var page = await _calls.SendAsync("POST", "/restapis", """{"name": "x"}""", ("Origin", "http://page.example"));
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Equal(1, (await _calls.CallAsync("GET", "/restapis")).GetProperty("item").GetArrayLength());
    }

    [Fact]
    public async Task Who_sends_too_much_gets_to_see_the_answer()
    {
        using var refused = await _calls.SendAsync("POST", "/restapis", $$"""{"name": "{{new string('x', 17 << 20)}}"}""");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.Equal("RequestEntityTooLargeException", refused.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.Equal(1, (await _calls.CallAsync("GET", "/restapis")).GetProperty("item").GetArrayLength());
    }

    [Fact]
    public async Task What_cannot_be_served_is_refused_and_changes_nothing()
    {
        var api = (await _calls.CallAsync("POST", "/restapis", """{"name": "made"}""", HttpStatusCode.Created)).GetProperty("id").GetString()!;
        await _calls.CallAsync("POST", $"/restapis/{api}/deployments", """{"stageName": "v1"}""", HttpStatusCode.BadRequest);
        Assert.Equal(0, (await _calls.CallAsync("GET", $"/restapis/{api}/stages")).GetProperty("item").GetArrayLength());
        await _calls.CallAsync("GET", "/restapis/nope", null, HttpStatusCode.NotFound);
        await _calls.CallAsync("POST", "/restapis", "{", HttpStatusCode.BadRequest);
        await _calls.CallAsync("GET", "/v2/apis");
    }
}
