// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Text.RegularExpressions;
using Foregate.Tests.Running;

namespace Foregate.Tests.Documents;

/// <summary>
/// What the README, the tutorials and a how-to tell people to type is typed here, on ports of the system's choice, and answers what the page says.
/// (./test --all types the README as it stands, in a clean clone.)
/// </summary>
public sealed class PageTests : IAsyncDisposable
{
    private const string Serve = @"^(?:foregate|dotnet run --project src/Foregate -c Release --) serve ?(.*)$";
    private const string Invoke = @"^(?:foregate|dotnet run --project src/Foregate -c Release --) (invoke .+)$";
    private const string OnFiles = @"^foregate ((?:backup|restore|audit) .+)$";
    private const string OnTheWire = @"^foregate ((?:deploy|diff|delete) .+)$";
    private const string Backend = @"^dotnet run samples/petstore/backend\.cs$";

    private readonly Folder _folder = new();
    private readonly List<Process> _backends = [];
    private ForegateProcess? _gateway;
    private string _printed = "";
    private int _lines;

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/tutorials/first-api.md")]
    [InlineData("docs/tutorials/from-openapi.md")]
    [InlineData("docs/tutorials/from-sam.md")]
    [InlineData("docs/how-to/keep-what-was-made.md")]
    [InlineData("docs/how-to/use-the-aws-cli.md")]
    [InlineData("docs/how-to/import-and-export-an-api.md")]
    [InlineData("docs/how-to/make-an-api-from-an-sdk.md")]
    [InlineData("docs/how-to/deploy-a-stack.md")]
    [InlineData("docs/how-to/word-refusals.md")]
    [InlineData("docs/how-to/compress-answers.md")]
    [InlineData("docs/how-to/plan-usage.md")]
    [InlineData("docs/how-to/cache-answers.md")]
    [InlineData("docs/how-to/release-to-a-few.md")]
    [InlineData("docs/how-to/validate-requests.md")]
    public async Task What_the_page_says_happens(string page)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/curl"), "curl is not installed.");
        CopySamples();
        var checks = 0;
        foreach (var (language, file, text) in Page.Blocks(Path.Combine(Folder.Repository, page)))
        {
            switch (language)
            {
                case "sh":
                    await TypeAsync(text);
                    break;
                case "json":
                    Assert.Equal(text, _printed.TrimEnd('\n'));
                    checks++;
                    break;
                case "text":
                    await _gateway!.LineAsync(Regex.Escape(text), _lines);
                    checks++;
                    break;
                case "yaml":
                    _lines = _gateway?.Lines ?? 0;
                    _folder.Write(file, text + "\n");
                    break;
                case "python":
                    _folder.Write(file, Here(text) + "\n");
                    break;
                default:
                    Assert.Fail($"{page} has a block in {language}, which nobody runs.");
                    break;
            }
        }

        Assert.True(checks > 0);
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        foreach (var backend in _backends)
        {
            backend.Kill(entireProcessTree: true);
            await backend.WaitForExitAsync();
            backend.Dispose();
        }

        _folder.Dispose();
    }

    private async Task TypeAsync(string command)
    {
        if (Regex.Match(command, Serve) is { Success: true } serve)
        {
            // Who starts it again has stopped it.
            await (_gateway?.StopAsync() ?? Task.CompletedTask);
            await (_gateway?.DisposeAsync() ?? default);
            _gateway = await ForegateProcess.ServedAsync(_folder.Path, [.. serve.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--drain", "0", "--management", "http://127.0.0.1:0"]);
        }
        else if (Regex.Match(command, OnFiles) is { Success: true } files)
        {
            var (code, output) = await ForegateProcess.RunAsync(_folder.Path, files.Groups[1].Value.Split(' '));
            Assert.True(code == 0, output);
            _printed = output;
        }
        else if (Regex.Match(command, OnTheWire) is { Success: true } wire)
        {
            var (code, output) = await ForegateProcess.RunAsync(_folder.Path, [.. wire.Groups[1].Value.Split(' '), "--management", _gateway!.Management.ToString()]);
            Assert.True(code == 0, output);
            _printed = output;
        }
        else if (command.StartsWith("mkdir ", StringComparison.Ordinal))
        {
            Shell(command);
        }
        else if (Regex.Match(command, Invoke) is { Success: true } invoke)
        {
            var (code, output) = await ForegateProcess.RunAsync(_folder.Path, [.. invoke.Groups[1].Value.Split(' '), "--management", _gateway!.Management.ToString()]);
            Assert.Equal(0, code);
            _printed = output;
        }
        else if (Regex.IsMatch(command, Backend))
        {
            await StartBackendAsync();
        }
        else if (command.StartsWith("curl ", StringComparison.Ordinal))
        {
            _printed = Shell(Here(command) + " -sS");
        }
        else if (command.StartsWith("export AWS_", StringComparison.Ordinal))
        {
            Assert.SkipUnless(Shell("command -v aws").Length > 0, "The AWS CLI is not installed.");
            _printed = Shell(Here(command));
        }
        else if (command == "pip install boto3")
        {
            Assert.SkipUnless(Shell("python3 -c 'import boto3' 2>&1 && echo there") == "there\n", "boto3 is not installed.");
        }
        else if (command.StartsWith("python3 ", StringComparison.Ordinal))
        {
            _printed = Shell(command);
        }
        else
        {
            Assert.StartsWith("alias foregate=", command, StringComparison.Ordinal);
        }
    }

    // The ports that the page names are those of a gateway that has the machine to itself.
    private string Here(string text) => text
        .Replace("http://127.0.0.1:8080/", $"http://{_gateway!.Invoke.Authority}/", StringComparison.Ordinal)
        .Replace("http://127.0.0.1:4566", _gateway.Management.ToString().TrimEnd('/'), StringComparison.Ordinal);

    // The sample's own back end on a port of its own, and the served copy of the sample told so.
    private async Task StartBackendAsync()
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", ["run", Path.Combine(Folder.Repository, "samples/petstore/backend.cs"), $"{port}"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Folder.Repository,
        };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        var backend = Process.Start(start)!;
        _backends.Add(backend);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        Assert.Equal($"Pet store's back end: http://127.0.0.1:{port}", await backend.StandardOutput.ReadLineAsync(patience.Token));
        var document = _folder["samples/petstore/openapi.yaml"];
        var lines = _gateway!.Lines;
        await File.WriteAllTextAsync(document, (await File.ReadAllTextAsync(document, patience.Token)).Replace("127.0.0.1:9000", $"127.0.0.1:{port}", StringComparison.Ordinal), patience.Token);
        await _gateway.LineAsync("^Reloaded", lines);
    }

    private void CopySamples()
    {
        Directory.CreateDirectory(_folder["samples/petstore"]);
        foreach (var sample in Directory.EnumerateFiles(Path.Combine(Folder.Repository, "samples/petstore"), "*.yaml"))
        {
            File.Copy(sample, _folder["samples/petstore/" + Path.GetFileName(sample)]);
        }

        var petshop = Path.Combine(Folder.Repository, "samples/petshop");
        foreach (var file in Directory.EnumerateFiles(petshop, "*", SearchOption.AllDirectories).Where(file => !Regex.IsMatch(file, "/(bin|obj)/")))
        {
            var copy = _folder["samples/petshop/" + Path.GetRelativePath(petshop, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string Shell(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true, WorkingDirectory = _folder.Path })!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return output;
    }
}
