// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Foregate.Hosting;

/// <summary>SIGTERM, SIGINT and SIGQUIT: the first asks to stop in order, the second ends the process at once. SIGHUP asks for a reload.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly TaskCompletionSource<PosixSignal> _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Action _endAtOnce;

    /// <param name="endAtOnce">What the second signal does.</param>
    public StopSignals(Action endAtOnce)
    {
        _endAtOnce = endAtOnce;
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT])
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                Receive(context.Signal);
            }));
        }

        if (!OperatingSystem.IsWindows())
        {
            _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
            {
                context.Cancel = true;
                ReloadAsked?.Invoke();
            }));
        }
    }

    /// <summary>Completes with the first signal to stop.</summary>
    public Task<PosixSignal> Asked => _asked.Task;

    public Action? ReloadAsked { get; set; }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    internal void Receive(PosixSignal signal)
    {
        if (!_asked.TrySetResult(signal))
        {
            _endAtOnce();
        }
    }
}
