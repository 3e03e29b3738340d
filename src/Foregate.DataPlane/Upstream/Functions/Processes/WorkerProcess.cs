// SPDX-License-Identifier: Apache-2.0
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Foregate.DataPlane.Upstream.Functions.Code;

namespace Foregate.DataPlane.Upstream.Functions.Processes;

/// <summary>
/// A function's process, the leader of a session and group of its own: with it everything ends that it has started. It waits for
/// <see cref="Go"/> before it becomes the function, so that the guard knows it before it can do anything.
/// </summary>
internal sealed partial class WorkerProcess : IDisposable
{
    // The shell becomes the program; both of its outputs are one, in the order of writing.
    private const string BecomeTheFunction = "read -r go || exit 0; exec \"$@\" </dev/null 2>&1";
    private const int SignalKill = 9;
    private const int SignalTerminate = 15;

    private readonly Process _process;
    private readonly Stream _input;
    private readonly OrphanGuard _guard;
    private readonly Lock _lock = new();
    private bool _isOver;

    /// <param name="exited">Is given the exit code, once, as shells count it.</param>
    public WorkerProcess(Launch launch, IDictionary<string, string> environment, OrphanGuard guard, WorkerOutput output, Action<int> exited)
    {
        _guard = guard;
        Output = output;
        var start = new ProcessStartInfo(Programs.Find("setsid", launch.SearchPath) ?? throw new FunctionFault(
            "The program setsid is not found; functions are run in sessions of their own by it. Install util-linux."))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = launch.TaskRoot,
            ArgumentList = { "/bin/sh", "-c", BecomeTheFunction, "sh", launch.Program },
        };
        foreach (var argument in launch.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.Exited += (_, _) => Over(exited);
        lock (_lock)
        {
            try
            {
                _process.Start();
            }
            catch (Win32Exception e)
            {
                throw new FunctionFault($"A process cannot be started: {e.Message}.");
            }

            // An end that comes as early as this waits for the lock, and finds all that it disposes.
            Id = _process.Id;
            _input = _process.StandardInput.BaseStream;
            output.Read(_process.StandardOutput.BaseStream);
            try
            {
                guard.Add(Id);
            }
            catch (FunctionFault)
            {
                Send(SignalKill);
                throw;
            }
        }
    }

    public int Id { get; }

    public WorkerOutput Output { get; }

    public void Go()
    {
        try
        {
            _input.Write("go\n"u8);
            _input.Dispose();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It has ended already, which is told by its exit.
        }
    }

    public void Kill() => Signal(SignalKill);

    public void Terminate() => Signal(SignalTerminate);

    /// <summary>Frees what the system keeps of an ended process.</summary>
    public void Dispose()
    {
        try
        {
            _input.Dispose();
        }
        catch (IOException)
        {
            // Nobody reads it any more.
        }

        _process.Dispose();
    }

    private void Signal(int signal)
    {
        lock (_lock)
        {
            if (!_isOver)
            {
                Send(signal);
            }
        }
    }

    // It becomes the leader of a group a moment after it has begun: until then the group does not exist, and the process is meant alone.
    private void Send(int signal)
    {
        if (SendSignal(-Id, signal) != 0)
        {
            _ = SendSignal(Id, signal);
        }
    }

    private void Over(Action<int> exited)
    {
        lock (_lock)
        {
            _isOver = true;

            // What it has left behind in its group.
            _ = SendSignal(-Id, SignalKill);
        }

        _guard.Remove(Id);
        var exitCode = _process.ExitCode;
        Output.Ended();
        exited(exitCode);
        Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int id, int signal);
}
