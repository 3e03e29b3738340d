// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Foregate.Conformance.Tests.Running;

namespace Foregate.Conformance.Tests.Clients;

/// <summary>CDK's own command line, told nothing but another endpoint: publishes assets, deploys, changes and destroys an app, in an account that nobody bootstrapped.</summary>
public sealed class CdkTests : IAsyncDisposable
{
    // CDK's library is large, and it loads all of it.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private AwsAccount _account = null!;

    [Fact]
    public async Task An_app_is_deployed_changed_and_destroyed()
    {
        var (node, npm) = (Tool.Named("node"), Tool.Named("npm"));
        _account = await AwsAccount.ServeAsync();
        var installed = await npm.RunAsync(
            ["install", "--no-audit", "--no-fund", "--loglevel=error", "aws-cdk@2", "aws-cdk-lib@2", "constructs@10"], folder: _account.Folder, patience: s_patience, isOnline: true);
        Assert.SkipUnless(installed.Code == 0, $"npm cannot install CDK: {installed.Error}");
        _account.Copy("cdk-app.cjs");
        await WriteAsync("cdk.json", """{ "app": "node cdk-app.cjs" }""");
        await SayAsync("hello");
        await CdkAsync(node, "deploy", "Pets", "--require-approval", "never", "--outputs-file", "outputs.json");
        var outputs = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(_account.Folder, "outputs.json"), TestContext.Current.CancellationToken)).GetProperty("Pets");
        var (rest, http) = (outputs.GetProperty("RestId").GetString(), outputs.GetProperty("HttpId").GetString());
        Assert.Equal("200 hello", await GetAsync($"{rest}/v1/"));
        Assert.Equal("200 hello", await GetAsync($"{http}/dogs"));
        Assert.Equal("403 {\"message\":\"Forbidden\"}", await GetAsync($"{rest}/v1/mock"));
        Assert.Equal("200 {\"mock\": true}", await GetAsync($"{rest}/v1/mock", "abcdefghijklmnopqrstuvwxyz"));

        await SayAsync("good evening");
        await CdkAsync(node, "deploy", "Pets", "--require-approval", "never");
        Assert.Equal("200 good evening", await GetAsync($"{rest}/v1/"));
        Assert.Equal("200 good evening", await GetAsync($"{http}/dogs"));
        var difference = await CdkAsync(node, "diff", "Pets");
        Assert.Contains("no differences", difference.Text + difference.Error, StringComparison.Ordinal);

        await CdkAsync(node, "destroy", "Pets", "--force");
        Assert.Equal("403 {\"message\":\"Forbidden\"}", await GetAsync($"{rest}/v1/"));
    }

    public ValueTask DisposeAsync() => _account?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<ToolResult> CdkAsync(Tool node, params string[] words) => (await node.RunAsync(
        [Path.Combine(_account.Folder, "node_modules", "aws-cdk", "bin", "cdk"), .. words, "--no-notices", "--no-version-reporting"],
        environment: new Dictionary<string, string>(_account.Environment) { ["AWS_ENDPOINT_URL"] = _account.Management, ["CI"] = "1", ["HOME"] = _account.Folder, ["AWS_SESSION_TOKEN"] = "" },
        folder: _account.Folder,
        patience: s_patience)).Succeeded();

    private Task SayAsync(string text)
    {
        Directory.CreateDirectory(Path.Combine(_account.Folder, "function"));
        return WriteAsync("function/index.js", $$"""exports.handler = async () => ({ statusCode: 200, body: "{{text}}" });""");
    }

    private Task WriteAsync(string file, string text) => File.WriteAllTextAsync(Path.Combine(_account.Folder, file), text + "\n", TestContext.Current.CancellationToken);

    private async Task<string> GetAsync(string path, string? key = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, _account.Invoke + path);
        if (key is not null)
        {
            request.Headers.Add("x-api-key", key);
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}";
    }
}
