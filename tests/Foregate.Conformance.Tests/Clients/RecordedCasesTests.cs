// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Foregate.Conformance.Tests.Running;

namespace Foregate.Conformance.Tests.Clients;

/// <summary>What AWS answered when somebody recorded it is what is answered here. docs/reference/recorded-answers.md tells what is not, and why.</summary>
public sealed class RecordedCasesTests : IAsyncDisposable
{
    /// <summary>Of 338. It only rises.</summary>
    private const int Met = 335;

    // The account that the recorded requests speak of.
    private const string AccountId = "123456789012";

    private AwsAccount? _account;

    [Fact]
    public async Task Recorded_answers_are_met()
    {
        var conformance = Shared("conformance");
        Assert.SkipWhen(conformance is null || Shared("models") is null, "There is no shared folder with recorded answers beside the checkout.");
        var python = Tool.Named("python3");
        Assert.SkipUnless((await python.RunAsync(["-c", "import boto3"])).Code == 0, "There is no boto3.");
        _account = await AwsAccount.ServeAsync();
        // Some recorded requests are ones that the client would not send: it is told not to look.
        var config = Path.Combine(_account.Folder, "config");
        await File.WriteAllTextAsync(config, "[default]\nparameter_validation = false\n", TestContext.Current.CancellationToken);
        var environment = new Dictionary<string, string>(_account.Environment)
        {
            ["AWS_ACCESS_KEY_ID"] = AccountId,
            ["TEST_AWS_ACCOUNT_ID"] = AccountId,
            ["AWS_DATA_PATH"] = Shared("models")!,
            ["AWS_CONFIG_FILE"] = config,
        };
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(conformance!, "recorded-rest"), "*.json").Order(StringComparer.Ordinal)];
        var run = await python.RunAsync([Path.Combine(conformance!, "run_recorded_cases.py"), _account.Management, .. files], environment: environment, folder: _account.Folder);
        var said = run.Succeeded().Text.Trim();
        var last = Regex.Match(said, @"(\d+) of (\d+) recorded answers met, \d+ of \d+ cases whole\z");
        Assert.True(last.Success, said);
        Assert.Equal("338", last.Groups[2].Value);
        Assert.True(int.Parse(last.Groups[1].Value, CultureInfo.InvariantCulture) >= Met, said);
    }

    /// <summary>The one case with requests that ask nobody whose API comes from a document; the others are run where no import is needed.</summary>
    [Fact]
    public async Task A_recorded_document_is_imported_and_its_mock_answers_as_recorded()
    {
        var conformance = Shared("conformance");
        Assert.SkipWhen(conformance is null, "There is no shared folder with recorded answers beside the checkout.");
        Tool.Named("aws");
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(conformance!, "recorded-rest", "apigateway_basic.json"), TestContext.Current.CancellationToken))!.AsObject()
            .Single(static entry => entry.Key.EndsWith("::test_api_gateway_mock_integration", StringComparison.Ordinal)).Value!["steps"]!.AsArray();
        _account = await AwsAccount.ServeAsync();
        await File.WriteAllTextAsync(Path.Combine(_account.Folder, "document.json"), recorded[1]!["params"]!["body"]!.GetValue<string>(), TestContext.Current.CancellationToken);
        var api = (await _account.AwsAsync("apigateway create-rest-api --query id --output text --name", [recorded[0]!["params"]!["name"]!.GetValue<string>()])).Succeeded().Text.Trim();
        (await _account.AwsAsync($"apigateway put-rest-api --rest-api-id {api} --mode overwrite --body fileb://document.json", [])).Succeeded();
        (await _account.AwsAsync($"apigateway create-deployment --rest-api-id {api} --stage-name", [recorded[2]!["params"]!["stageName"]!.GetValue<string>()])).Succeeded();
        using var client = new HttpClient();
        var answer = await client.GetStringAsync(new Uri(_account.Invoke + api + recorded[3]!["params"]!["path"]!.GetValue<string>()), TestContext.Current.CancellationToken);
        Assert.True(JsonNode.DeepEquals(recorded[3]!["recorded"]!["mocked-response"], JsonNode.Parse(answer)), answer);
    }

    public ValueTask DisposeAsync() => _account?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string? Shared(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", name);
            if (Directory.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
