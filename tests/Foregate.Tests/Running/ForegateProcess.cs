// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Foregate.Tests.Running;

/// <summary>The built program as its users run it: a process, its output as it comes, signals.</summary>
internal sealed class ForegateProcess : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ProcessOutput _output = new();

    private ForegateProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => _output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => _output.Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "foregate.exe" : "foregate");

    public int Id => _process.Id;

    /// <summary>Both streams so far, as a terminal would show them.</summary>
    public string Output => _output.ToString();

    public static ForegateProcess Start(string folder, params string[] arguments) => Start(folder, [], arguments);

    /// <param name="variables">Of the environment, besides what it has.</param>
    public static ForegateProcess Start(string folder, (string Name, string Value)[] variables, params string[] arguments) => Start(folder, variables, [], arguments);

    private static ForegateProcess Start(string folder, (string Name, string Value)[] variables, string[] before, string[] arguments)
    {
        string[] words = [.. before, Executable, .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // A folder of its own: nothing of the user who runs the tests is read or left behind.
        start.Environment["XDG_STATE_HOME"] = folder;
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return new ForegateProcess(new Process { StartInfo = start });
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string folder, params string[] arguments)
    {
        await using var process = Start(folder, arguments);
        return (await process.ExitAsync(), process.Output);
    }

    /// <summary>Serves a document on ports of the system's choice, and waits until it is served.</summary>
    public static Task<ForegateProcess> ServeAsync(string folder, string document, params string[] more) => ServedAsync(folder, [document, "--management", "http://127.0.0.1:0", .. more]);

    /// <summary>Serves what the store in the folder <c>data</c> holds.</summary>
    public static Task<ForegateProcess> ServeStoreAsync(string folder, params string[] more) => ServedAsync(folder, ["--data", "data", "--drain", "0", "--management", "http://127.0.0.1:0", .. more]);

    /// <summary>Serves what the store in the folder <c>data</c> holds, run by a command that makes something fail for it.</summary>
    public static Task<ForegateProcess> ServeStoreUnderAsync(string folder, params string[] before) =>
        ServedAsync(Start(folder, [], before, ["serve", "--listen", "http://127.0.0.1:0", "--data", "data", "--management", "http://127.0.0.1:0"]));

    /// <summary>Serves as the words say, with the data plane on a port of the system's choice, and waits until it does.</summary>
    public static Task<ForegateProcess> ServedAsync(string folder, params string[] words) => ServedAsync(Start(folder, ["serve", "--listen", "http://127.0.0.1:0", .. words]));

    private static async Task<ForegateProcess> ServedAsync(ForegateProcess process)
    {
        try
        {
            await process.LineAsync("Ctrl\\+C drains");
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>The first line after <paramref name="from"/> lines that matches.</summary>
    public Task<Match> LineAsync(string pattern, int from = 0) => _output.LineAsync(pattern, from, Patience);

    /// <summary>How many lines there are, to look only at later ones.</summary>
    public int Lines => _output.Count;

    /// <summary>Base of the path form, without the last slash.</summary>
    public Uri Invoke => new(Regex.Match(Output, @"Invoke\s+(\S+?)/\r?\n").Groups[1].Value);

    public Uri Management => new(Regex.Match(Output, @"Manage\s+(http://[^/]+)").Groups[1].Value);

    public string Curl(int index = 0) => Regex.Matches(Output, @"(?m)^  (?:Try)?\s+(curl .*)$")[index].Groups[1].Value.Trim();

    /// <summary>Sends a signal by its name, for example TERM.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start(new ProcessStartInfo("/bin/kill", ["-" + name, Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))!;
        kill.WaitForExit();
    }

    /// <summary>As kill -9 ends it.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>Stops it in order.</summary>
    public async Task StopAsync()
    {
        Signal("TERM");
        Xunit.Assert.Equal(0, await ExitAsync());
    }

    /// <summary>Waits for the end; the exit code.</summary>
    public async Task<int> ExitAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
