// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
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
