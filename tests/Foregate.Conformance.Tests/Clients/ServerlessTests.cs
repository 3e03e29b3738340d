// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Conformance.Tests.Running;
using Foregate.Tests.Running;

namespace Foregate.Conformance.Tests.Clients;

/// <summary>What the Serverless Framework packages is deployed as docs/how-to/serverless.md says, word by word, and answers.</summary>
public sealed partial class ServerlessTests : IAsyncDisposable
{
    private const string Service = """
        service: pets
        frameworkVersion: "3"
        provider: { name: aws, runtime: nodejs20.x, region: us-east-1, deploymentMethod: direct }
        package: { patterns: ["!**", "handler.js"] }
        functions:
          list:
            handler: handler.list
            events:
              - http: { path: pets, method: get }
              - httpApi: "GET /pets"
        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private AwsAccount? _account;

    [Fact]
    public async Task A_packaged_service_is_deployed_and_answers()
    {
        var (shell, npm) = (Tool.Named("bash"), Tool.Named("npm"));
        Tool.Named("aws");
        _account = await AwsAccount.ServeAsync();
        await WriteAsync("serverless.yml", Service);
        await WriteAsync("handler.js", "exports.list = async () => ({ statusCode: 200, body: 'Rex' });");
        var installed = await npm.RunAsync(["install", "--no-audit", "--no-fund", "--loglevel=error", "serverless@3"], folder: _account.Folder, patience: s_patience, isOnline: true);
        Assert.SkipUnless(installed.Code == 0, $"npm cannot install the Serverless Framework: {installed.Error}");

        var page = await File.ReadAllTextAsync(Path.Combine(Folder.Repository, "docs/how-to/serverless.md"), TestContext.Current.CancellationToken);
        var commands = Command().Matches(page).Select(static match => match.Groups[1].Value).Where(static line => !line.StartsWith("export ", StringComparison.Ordinal)).ToList();
        Assert.True(commands.Count >= 5, "The page has no commands.");
        var result = await shell.RunAsync(
            ["-e", "-c", string.Join('\n', commands)],
            environment: new Dictionary<string, string>(_account.Environment)
            {
                ["AWS_ENDPOINT_URL"] = _account.Management, ["HOME"] = _account.Folder, ["SLS_NOTIFICATIONS_MODE"] = "off", ["SLS_TELEMETRY_DISABLED"] = "1",
            },
            folder: _account.Folder,
            patience: s_patience);
        Assert.True(result.Code == 0, result.Text + result.Error);

        var listed = (await _account.AwsAsync("cloudformation list-stack-resources --stack-name pets-dev --query StackResourceSummaries[].[ResourceType,PhysicalResourceId] --output text", [])).Succeeded().Text;
        using var client = new HttpClient();
        foreach (var (type, stage) in ((string, string)[])[("AWS::ApiGateway::RestApi", "/dev"), ("AWS::ApiGatewayV2::Api", "")])
        {
            var api = Regex.Match(listed, $@"{type}\t(\S+)").Groups[1].Value;
            Assert.Equal("Rex", await client.GetStringAsync($"{_account.Invoke}{api}{stage}/pets", TestContext.Current.CancellationToken));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_account is not null)
        {
            await _account.DisposeAsync();
        }
    }

    private Task WriteAsync(string file, string text) => File.WriteAllTextAsync(Path.Combine(_account!.Folder, file), text + "\n", TestContext.Current.CancellationToken);

    [GeneratedRegex("(?m)^    (.+)$")]
    private static partial Regex Command();
}
