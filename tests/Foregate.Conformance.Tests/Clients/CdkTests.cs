// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Conformance.Tests.Running;
using Foregate.Tests.Running;

namespace Foregate.Conformance.Tests.Clients;

/// <summary>The app of docs/how-to/cdk.md, by the CDK's own program and by foregate deploy: both end with APIs that can be called.</summary>
public sealed class CdkTests : IAsyncDisposable
{
    private const string Package = """{ "name": "app", "private": true, "dependencies": { "aws-cdk": "2", "aws-cdk-lib": "2", "constructs": "10" } }""";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private AwsAccount? _account;

    [Fact]
    public async Task The_CDK_deploys_its_app_finds_no_difference_and_destroys_it()
    {
        var node = await PrepareAsync();
        await CdkAsync(node, "deploy", "--require-approval", "never");
        await CheckAsync("Shop");
        Assert.Contains("no changes", await CdkAsync(node, "deploy", "--require-approval", "never"), StringComparison.Ordinal);
        await CdkAsync(node, "diff", "--fail");
        await CdkAsync(node, "destroy", "--force");
        Assert.Equal("0", (await _account!.AwsAsync("apigateway get-rest-apis --query length(items)", [])).Succeeded().Text.Trim());
    }

    [Fact]
    public async Task What_the_CDK_synthesizes_is_deployed_by_foregate()
    {
        var node = await PrepareAsync();
        await CdkAsync(node, "synth", "--quiet");
        var (code, output) = await ForegateProcess.RunAsync(_account!.Folder, "deploy", "cdk.out", "--management", _account.Management);
        Assert.True(code == 0, output);
        await CheckAsync("Shop");
        (code, output) = await ForegateProcess.RunAsync(_account.Folder, "diff", "cdk.out", "--management", _account.Management);
        Assert.True(code == 0, output);
    }

    public async ValueTask DisposeAsync()
    {
        if (_account is not null)
        {
            await _account.DisposeAsync();
        }
    }

    private async Task<Tool> PrepareAsync()
    {
        var (node, npm) = (Tool.Named("node"), Tool.Named("npm"));
        Tool.Named("aws");
        _account = await AwsAccount.ServeAsync();
        var page = await File.ReadAllTextAsync(Path.Combine(Folder.Repository, "docs/how-to/cdk.md"), TestContext.Current.CancellationToken);
        Write("app.js", Regex.Match(page, @"(?ms)^```js app\.js\n(.*?)^```$").Groups[1].Value);
        Write("package.json", Package);
        Write("code/index.js", "exports.handler = async () => ({ statusCode: 200, body: 'asset' });");
        var installed = await npm.RunAsync(["install", "--no-audit", "--no-fund", "--loglevel=error"], folder: _account.Folder, patience: s_patience, isOnline: true);
        Assert.SkipUnless(installed.Code == 0, $"npm cannot install the CDK: {installed.Error}");
        return node;
    }

    private async Task<string> CdkAsync(Tool node, params string[] words)
    {
        var result = await node.RunAsync(
            ["node_modules/aws-cdk/bin/cdk", .. words, "--app", "node app.js", "--no-notices", "--ci"],
            environment: new Dictionary<string, string>(_account!.Environment) { ["AWS_ENDPOINT_URL"] = _account.Management, ["CDK_DISABLE_VERSION_CHECK"] = "1", ["HOME"] = _account.Folder },
            folder: _account.Folder,
            patience: s_patience);
        Assert.True(result.Code == 0, result.Text + result.Error);
        return result.Text + result.Error;
    }

    private async Task CheckAsync(string stack)
    {
        var listed = (await _account!.AwsAsync($"cloudformation list-stack-resources --stack-name {stack} --query StackResourceSummaries[].[ResourceType,PhysicalResourceId,LogicalResourceId] --output text", [])).Succeeded().Text;
        var rest = Regex.Match(listed, @"AWS::ApiGateway::RestApi\t(\S+)").Groups[1].Value;
        var http = Regex.Match(listed, @"AWS::ApiGatewayV2::Api\t(\S+)\tHttp").Groups[1].Value;
        Assert.Matches(@"AWS::ApiGatewayV2::Api\t\S+\tSockets", listed);
        using var client = new HttpClient();
        Assert.Equal("{\"name\": \"Rex\"}", await client.GetStringAsync($"{_account.Invoke}{rest}/v1/mock", TestContext.Current.CancellationToken));
        Assert.Equal("asset", await client.GetStringAsync($"{_account.Invoke}{http}/asset", TestContext.Current.CancellationToken));
        using var closed = await client.GetAsync($"{_account.Invoke}{rest}/v1/inline", TestContext.Current.CancellationToken);
        Assert.Equal(403, (int)closed.StatusCode);
        client.DefaultRequestHeaders.Add("x-api-key", "at-least-twenty-characters");
        Assert.Equal("inline", await client.GetStringAsync($"{_account.Invoke}{rest}/v1/inline", TestContext.Current.CancellationToken));
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_account!.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
