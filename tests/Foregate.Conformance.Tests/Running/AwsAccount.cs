// SPDX-License-Identifier: Apache-2.0
using System.IO.Compression;
using Foregate.Tests.Running;

namespace Foregate.Conformance.Tests.Running;

/// <summary>The built program with nothing but what AWS's clients make in it, and what those clients need to find it.</summary>
internal sealed class AwsAccount : IAsyncDisposable
{
    private readonly Folder _folder = new();
    private ForegateProcess? _gateway;

    /// <summary>A folder of the test's own, to run clients in.</summary>
    public string Folder => _folder.Path;

    /// <summary>Where the management APIs are, without the last slash.</summary>
    public string Management => _gateway!.Management.ToString().TrimEnd('/');

    /// <summary>Where APIs are called, by their ids: with the last slash.</summary>
    public string Invoke => $"http://{_gateway!.Invoke.Authority}/_aws/execute-api/";

    /// <summary>What a client is told of the account, and nothing of the user who runs the tests: no profile, no other endpoint.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; private set; } = new Dictionary<string, string>();

    /// <param name="more">What the program is told besides.</param>
    public static async Task<AwsAccount> ServeAsync(params string[] more)
    {
        var account = new AwsAccount();
        account.Environment = new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_SESSION_TOKEN"] = "",
            ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["AWS_REGION"] = "us-east-1",
            ["AWS_PAGER"] = "",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_CONFIG_FILE"] = account._folder["none"],
            ["AWS_SHARED_CREDENTIALS_FILE"] = account._folder["none"],
        };
        account._gateway = await ForegateProcess.ServedAsync(account._folder.Path, ["--management", "http://127.0.0.1:0", "--access-log", "off", .. more]);
        return account;
    }

    /// <summary>Calls the AWS CLI with the words of the command and, behind them, those that have spaces.</summary>
    public Task<ToolResult> AwsAsync(string command, string[] last, string secret = "test") => Tool.Named("aws").RunAsync(
        [.. command.Split(' '), .. last, "--endpoint-url", Management],
        environment: new Dictionary<string, string>(Environment) { ["AWS_SECRET_ACCESS_KEY"] = secret },
        folder: Folder);

    /// <summary>Copies a file that lies beside the tests into the folder.</summary>
    public string Copy(string file)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Calls", file), _folder[file], overwrite: true);
        return _folder[file];
    }

    /// <summary>Packs a file of the folder as a function's archive.</summary>
    /// <param name="before">What stands before the file's own text.</param>
    public void Pack(string file, string archive, string before = "")
    {
        using var zip = ZipFile.Open(_folder[archive], ZipArchiveMode.Create);
        using var entry = new StreamWriter(zip.CreateEntry(file).Open());
        entry.Write(before + File.ReadAllText(_folder[file]));
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        _folder.Dispose();
    }
}
