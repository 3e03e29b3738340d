// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;

namespace Foregate.ControlPlane.Tests.Store.Sqlite;

/// <summary>The program that writes and says what was acknowledged, as a process of its own.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;
    private bool _isDisposed;

    private WriterProcess(Process process) => _process = process;

    /// <param name="before">A command that runs it, such as one that lowers a limit first.</param>
    public static WriterProcess Start(string mode, string directory, params string[] before)
    {
        string[] command = [.. before, Path.Combine(AppContext.BaseDirectory, "Foregate.StoreWriter"), mode, directory];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = true };
        start.Environment["HOME"] = directory;
        start.Environment["DOTNET_EnableDiagnostics"] = "0";

        // The runtime would map its code by a file, which a limit of file sizes forbids.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return new WriterProcess(Process.Start(start)!);
    }

    /// <summary>The next line that it says; null when it ended.</summary>
    public async Task<string?> ReadAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await _process.StandardOutput.ReadLineAsync(patience.Token);
    }

    public void Say(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>As by kill -9.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>What it had said and nobody had read, after it ended.</summary>
    public async Task<string[]> RestAsync()
    {
        var rest = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();

        // The last line counts only if it was said whole.
        var lines = rest.Split('\n');
        return lines[..^1];
    }

    public async Task<string> ErrorsAsync() => await _process.StandardError.ReadToEndAsync();

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (!_process.HasExited)
        {
            Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
