// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Foregate.Tests.Running;

namespace Foregate.Conformance.Tests.Running;

/// <summary>Somebody else's program on this machine. Where it is not installed, the test that asks for it is skipped and says so.</summary>
internal sealed class Tool
{
    private static readonly string[] s_proxies = ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

    private readonly string _path;

    private Tool(string path) => _path = path;

    public static Tool Named(string name)
    {
        var tool = Find(name);
        Assert.SkipWhen(tool is null, $"{name} is not installed.");
        return tool!;
    }

    /// <summary>The program behind a path, wherever it lies.</summary>
    public static Tool At(string path) => new(path);

    /// <summary>Null where it is not installed.</summary>
    public static Tool? Find(string name)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        return path is null ? null : new Tool(path);
    }

    /// <summary>Runs it to its end and gives everything it said. A program that does not end is ended, and the test fails.</summary>
    /// <param name="environment">Variables that it is given besides.</param>
    /// <param name="folder">Where it runs; where the test does when none is given.</param>
    /// <param name="patience">How long it may take; what the gateway may when none is given.</param>
    /// <param name="isOnline">Whether it fetches something, by the way that the environment has for that.</param>
    public async Task<ToolResult> RunAsync(IEnumerable<string> arguments, byte[]? input = null, IReadOnlyDictionary<string, string>? environment = null, string? folder = null, TimeSpan? patience = null, bool isOnline = false)
    {
        var start = new ProcessStartInfo(_path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        // Nothing of the user who runs the tests has a say: no proxy, no start-up file, no language.
        foreach (var name in isOnline ? [] : s_proxies)
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var end = new CancellationTokenSource(patience ?? 2 * ForegateProcess.Patience);
        try
        {
            var output = new MemoryStream();
            var reading = process.StandardOutput.BaseStream.CopyToAsync(output, end.Token);
            var complaining = process.StandardError.ReadToEndAsync(end.Token);
            await FeedAsync(process, input, end.Token);
            await reading;
            var error = await complaining;
            await process.WaitForExitAsync(end.Token);
            return new ToolResult(process.ExitCode, output.ToArray(), error);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{Path.GetFileName(_path)} {string.Join(' ', arguments)} does not end.");
            throw;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task FeedAsync(Process process, byte[]? input, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input ?? [], cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading everything; what it said tells why.
        }
    }
}
