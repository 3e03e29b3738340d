// SPDX-License-Identifier: Apache-2.0
using System.Net;
using Foregate.DataPlane.Arrive.Listeners;
using Foregate.Hosting.Servers;

namespace Foregate.Tests.Hosting.Servers;

public sealed class ManagementServerTests : IAsyncDisposable
{
    private readonly ManagementServer _server = new(ListenerAddress.Parse("http://127.0.0.1:0"));
    private readonly HttpClient _client = new();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Is_live_before_it_is_ready_and_says_why_not()
    {
        await _server.StartAsync();
        Assert.Equal((HttpStatusCode.OK, "live\n"), await GetAsync("/health/live"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "starting\n"), await GetAsync("/health/ready"));
        _server.NotReady = null;
        Assert.Equal((HttpStatusCode.OK, "ready\n"), await GetAsync("/health/ready"));
        _server.NotReady = "draining";
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "draining\n"), await GetAsync("/health/ready"));
    }

    [Fact]
    public async Task Answers_to_local_names_only()
    {
        await _server.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/health/live", "localhost:4566")).Status);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/health/live", "[::1]:4566")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync("/health/live", "rebound.example")).Status);
    }

    [Fact]
    public async Task Refuses_paths_and_methods_that_it_does_not_have()
    {
        await _server.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/_foregate/decisions/unknown")).Status);
        using var response = await _client.PostAsync(new Uri(_server.Address + "/metrics"), null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task Tells_its_bound_endpoint()
    {
        await _server.StartAsync();
        var end = Assert.Single(_server.EndPoints);
        Assert.Equal(IPAddress.Loopback, end.Address);
        Assert.NotEqual(0, end.Port);
    }

    private async Task<(HttpStatusCode Status, string Body)> GetAsync(string path, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _server.Address + path);
        request.Headers.Host = host;
        using var response = await _client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
