// SPDX-License-Identifier: Apache-2.0
using Foregate.Conformance.Tests.Running;
using Foregate.Tests.Running;

namespace Foregate.Conformance.Tests.Clients;

/// <summary>nghttp2's load generator and client: whatever they ask for is answered.</summary>
public sealed class H2loadTests(RunningGateway gateway) : IDisposable
{
    private readonly Folder _folder = new();

    [Theory]
    [InlineData("https", "h2", 1)]
    [InlineData("https", "h2", 32)]
    [InlineData("https", "http/1.1", 1)]
    [InlineData("http", "http/1.1", 1)]
    public async Task Every_request_succeeds(string scheme, string protocol, int streams)
    {
        var result = await LoadAsync(scheme, protocol, streams, 2000, "/to/bytes/1024");
        Assert.Contains("status codes: 2000 2xx, 0 3xx, 0 4xx, 0 5xx", result, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https", "h2", 8)]
    [InlineData("https", "http/1.1", 1)]
    [InlineData("http", "http/1.1", 1)]
    public async Task Every_upload_succeeds(string scheme, string protocol, int streams)
    {
        await File.WriteAllBytesAsync(_folder["body"], Content.Bytes(100_003));
        var result = await LoadAsync(scheme, protocol, streams, 400, "/to/hash", "-d", _folder["body"]);
        Assert.Contains("status codes: 400 2xx, 0 3xx, 0 4xx, 0 5xx", result, StringComparison.Ordinal);
        // Each answer is a hash of 64 letters.
        Assert.Contains($"({400 * 64}) data", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nghttp_gets_many_streams_of_one_connection()
    {
        var result = await Tool.Named("nghttp").RunAsync(["-n", "-s", "-m", "50", gateway.Https + "/to/bytes/20000"]);
        var lines = result.Succeeded().Text.Split('\n').Where(line => line.EndsWith("/to/bytes/20000", StringComparison.Ordinal)).ToList();
        Assert.Equal(50, lines.Count);
        Assert.All(lines, line => Assert.Contains(" 200 ", line, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> LoadAsync(string scheme, string protocol, int streams, int requests, string path, params string[] more)
    {
        string[] arguments =
        [
            "-n", $"{requests}", "-c", "8", "-m", $"{streams}", "-t", "1", protocol == "h2" ? "--npn-list=h2" : "--h1", .. more,
            (scheme == "http" ? gateway.Http : gateway.Https) + path,
        ];
        var text = (await Tool.Named("h2load").RunAsync(arguments)).Succeeded().Text;
        Assert.Contains($"Application protocol: {protocol}", text, StringComparison.Ordinal);
        Assert.Contains($"requests: {requests} total, {requests} started, {requests} done, {requests} succeeded, 0 failed, 0 errored, 0 timeout", text, StringComparison.Ordinal);
        return text;
    }
}
