// SPDX-License-Identifier: Apache-2.0
using Foregate.Conformance.Tests.Running;
using Foregate.Tests.Running;

namespace Foregate.Conformance.Tests.Clients;

/// <summary>GNU Wget.</summary>
public sealed class WgetTests(RunningGateway gateway) : IDisposable
{
    private readonly Folder _folder = new();

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task Downloads_over_one_connection(string scheme)
    {
        var result = await WgetAsync(scheme, "/to/bytes/2000003", "-O", "-", Base(scheme) + "/to/chunks/1000003");
        Assert.Equal(Content.Hash([.. Content.Bytes(1_000_003), .. Content.Bytes(2_000_003)]), Content.Hash(result.Succeeded().Output));
        Assert.Contains("Reusing existing connection", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task Posts_a_file(string scheme)
    {
        var body = _folder["body"];
        await File.WriteAllBytesAsync(body, Content.Bytes(1_234_567));
        Assert.Equal(Content.Hash(1_234_567), (await WgetAsync(scheme, "/to/hash", "-O", "-", "--post-file=" + body)).Succeeded().Text);
    }

    [Fact]
    public async Task Reports_a_refusal()
    {
        var result = await WgetAsync("http", "/nowhere", "-O", "-", "--content-on-error");
        Assert.Equal(8, result.Code);
        Assert.Equal("""{"message":"Not Found"}""", result.Text);
    }

    public void Dispose() => _folder.Dispose();

    private string Base(string scheme) => scheme == "http" ? gateway.Http : gateway.Https;

    private async Task<ToolResult> WgetAsync(string scheme, string path, params string[] more)
    {
        var wget = Tool.Named("wget");
        Assert.SkipUnless((await wget.RunAsync(["--version"])).Text.StartsWith("GNU Wget ", StringComparison.Ordinal), "This wget is not GNU's.");
        return await wget.RunAsync(["--no-config", "--no-proxy", "--tries=1", "--ca-certificate=" + gateway.Certificate, .. more, Base(scheme) + path]);
    }
}
