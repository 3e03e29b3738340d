// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Conformance.Tests.Running;

namespace Foregate.Conformance.Tests.Clients;

/// <summary>AWS's own clients make the calls of the tables in Calls/, and every answer is held against them, field by field.</summary>
public sealed class ClientScriptTests : IAsyncDisposable
{
    private static readonly string[] s_tables = [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Calls"), "*.json")
        .Select(static path => Path.GetFileName(path)).Where(static name => name != "package.json").Order(StringComparer.Ordinal)];

    // Hundreds of calls, by clients that take their time.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private AwsAccount _account = null!;

    [Fact]
    public async Task Every_answer_to_boto3_is_as_specified()
    {
        var python = await PythonAsync();
        await PrepareAsync();
        Check(await python.RunAsync([_account.Copy("calls.py"), _account.Management, _account.Invoke, .. s_tables], environment: _account.Environment, folder: _account.Folder, patience: s_patience));
    }

    [Fact]
    public async Task Every_answer_to_the_AWS_CLI_is_as_specified()
    {
        var python = await PythonAsync("awscli.clidriver");
        await PrepareAsync();
        Check(await python.RunAsync([_account.Copy("calls.py"), "--cli", _account.Management, _account.Invoke, .. s_tables], environment: _account.Environment, folder: _account.Folder, patience: s_patience));
    }

    [Fact]
    public async Task Every_answer_to_the_JavaScript_SDK_is_as_specified()
    {
        var (node, npm) = (Tool.Named("node"), Tool.Named("npm"));
        await PrepareAsync();
        _account.Copy("package.json");
        var installed = await npm.RunAsync(["install", "--no-audit", "--no-fund", "--loglevel=error"], folder: _account.Folder, patience: s_patience, isOnline: true);
        Assert.SkipUnless(installed.Code == 0, $"npm cannot install the SDK: {installed.Error}");
        Check(await node.RunAsync([_account.Copy("calls.mjs"), _account.Management, _account.Invoke, .. s_tables], environment: _account.Environment, folder: _account.Folder, patience: s_patience));
    }

    public ValueTask DisposeAsync() => _account?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static void Check(ToolResult result)
    {
        var said = result.Succeeded().Text.Trim();
        var last = Regex.Match(said, @"(\d+) calls, (\d+) faults\z");
        Assert.True(last is { Success: true } && last.Groups[2].Value == "0", said);
        Assert.True(int.Parse(last.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) >= 150, said);
    }

    private async Task PrepareAsync()
    {
        _account = await AwsAccount.ServeAsync();
        _account.Copy("function.mjs");
        _account.Pack("function.mjs", "function.zip");
        foreach (var table in s_tables)
        {
            _account.Copy(table);
        }
    }

    // Where there is no boto3, it is installed for this test alone.
    internal static async Task<Tool> PythonAsync(string module = "boto3")
    {
        var python = Tool.Named("python3");
        if ((await python.RunAsync(["-c", $"import {module}"])).Code == 0)
        {
            return python;
        }

        var folder = Path.Combine(Path.GetTempPath(), $"foregate-{module}");
        var own = Path.Combine(folder, "bin", "python3");
        if (!File.Exists(own) || (await Tool.At(own).RunAsync(["-c", $"import {module}"])).Code != 0)
        {
            var made = await python.RunAsync(["-m", "venv", folder]);
            Assert.SkipUnless(made.Code == 0, $"There is no {module}, and no folder to install it in: {made.Error}{made.Text}");
            var installed = await Tool.At(own).RunAsync(["-m", "pip", "install", "--quiet", module.Split('.')[0]], patience: s_patience, isOnline: true);
            Assert.SkipUnless(installed.Code == 0, $"pip cannot install {module}: {installed.Error}");
        }

        return Tool.At(own);
    }
}
