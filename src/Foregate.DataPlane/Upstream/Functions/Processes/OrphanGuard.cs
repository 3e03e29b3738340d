// SPDX-License-Identifier: Apache-2.0
using System.ComponentModel;
using System.Diagnostics;
using Foregate.DataPlane.Upstream.Functions.Code;

namespace Foregate.DataPlane.Upstream.Functions.Processes;

/// <summary>
/// Ends the functions' processes when the gateway dies without a word. A shell outside of the gateway's session is told the process
/// groups that live; when the pipe to it breaks, whatever the reason, it kills them.
/// </summary>
internal sealed class OrphanGuard(string searchPath) : IDisposable
{
    private const string Watch = """
        trap '' HUP INT TERM
        live=' '
        while read -r op id; do
          case $op in
            +) live="$live$id " ;;
            -) live="${live%% $id *} ${live#* $id }" ;;
          esac
        done
        for id in $live; do kill -KILL -"$id" 2>/dev/null; done
        """;

    private readonly HashSet<int> _live = [];
    private readonly Lock _lock = new();
    private Process? _shell;
    private bool _isDisposed;

    /// <summary>The guard's own process; 0 while there is none.</summary>
    public int ProcessId => _shell?.Id ?? 0;

    public void Add(int id)
    {
        lock (_lock)
        {
            _live.Add(id);
            Say('+', id);
        }
    }

    public void Remove(int id)
    {
        lock (_lock)
        {
            if (_live.Remove(id) && !_isDisposed)
            {
                Say('-', id);
            }
        }
    }

    /// <summary>Kills what is left.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            Close();
        }
    }

    private void Say(char op, int id)
    {
        if (_shell is not null && TryWrite($"{op} {id}\n"))
        {
            return;
        }

        // None yet, or somebody has killed it: a new one is told everything.
        Close();
        Start();
        foreach (var live in _live)
        {
            TryWrite($"+ {live}\n");
        }
    }

    private bool TryWrite(string line)
    {
        try
        {
            var input = _shell!.StandardInput;
            input.Write(line);
            input.Flush();
            return true;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    private void Start()
    {
        var start = new ProcessStartInfo(Programs.Find("setsid", searchPath) ?? throw new FunctionFault(
            "The program setsid is not found; functions are run in sessions of their own by it. Install util-linux."))
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
            ArgumentList = { "/bin/sh", "-c", Watch },
        };
        start.Environment.Clear();
        try
        {
            _shell = Process.Start(start);
        }
        catch (Win32Exception e)
        {
            throw new FunctionFault($"A process cannot be started: {e.Message}.");
        }
    }

    private void Close()
    {
        try
        {
            _shell?.StandardInput.Dispose();
        }
        catch (IOException)
        {
            // It is gone.
        }

        _shell?.Dispose();
        _shell = null;
    }
}
