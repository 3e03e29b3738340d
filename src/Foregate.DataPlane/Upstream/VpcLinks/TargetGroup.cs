// SPDX-License-Identifier: Apache-2.0
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Timing;

namespace Foregate.DataPlane.Upstream.VpcLinks;

/// <summary>
/// The targets behind a VPC link: calls go to those that are up, in turn, and where none is to any of them. Calls find out who is down, and so do probes, a
/// connection to each target every ten seconds; probes find out who is up again.
/// </summary>
internal sealed class TargetGroup
{
    private const int ProbeMilliseconds = 10_000;
    private const int ProbePatienceMilliseconds = 2_000;

    private readonly Target[] _targets;
    private readonly TimeProvider _time;
    private readonly Prober _prober;
    private uint _next;
    private volatile bool _isClosed;

    public TargetGroup(Target[] targets, TimerWheel wheel, TimeProvider time)
    {
        _targets = targets;
        _time = time;
        _prober = new Prober(this, wheel);
        _prober.Set(ProbeMilliseconds);
    }

    public IReadOnlyList<Target> Targets => _targets;

    /// <summary>
    /// As <see cref="Backend.SendAsync"/>. A request without a body that could not be sent because its target is down is sent to the next one.
    /// </summary>
    public ValueTask<BackendCall> SendAsync(BackendRequest request, IBodyReader? body, ClientLifetime client)
    {
        var target = Pick(null);
        var asking = target.Backend.SendAsync(request, body, client);
        return Awaited(asking, target, request, body, client);
    }

    /// <summary>Tries to connect to each target, and notes what came of it.</summary>
    public async Task ProbeAsync()
    {
        foreach (var target in _targets)
        {
            target.NoteProbe(await CanConnectAsync(target));
        }
    }

    /// <summary>No more probes.</summary>
    public void Close()
    {
        _isClosed = true;
        _prober.Clear();
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<BackendCall> Awaited(ValueTask<BackendCall> asking, Target target, BackendRequest request, IBodyReader? body, ClientLifetime client)
    {
        for (var left = _targets.Length - 1; ; left--)
        {
            var call = await asking;
            if (!target.Note(call.Outcome) || left == 0 || body is not null)
            {
                return call;
            }

            call.Release();
            target = Pick(target);
            asking = target.Backend.SendAsync(request, null, client);
        }
    }

    /// <summary>The next that is up, or the next.</summary>
    private Target Pick(Target? failed)
    {
        var start = Interlocked.Increment(ref _next);
        for (var i = 0u; i < _targets.Length; i++)
        {
            var target = _targets[(start + i) % (uint)_targets.Length];
            if (target.IsUp)
            {
                return target;
            }
        }

        var next = _targets[start % (uint)_targets.Length];
        return next == failed ? _targets[(start + 1) % (uint)_targets.Length] : next;
    }

    private async Task<bool> CanConnectAsync(Target target)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(ProbePatienceMilliseconds), _time);
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(target.Address, patience.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Probes again and again, each round after the end of the one before.</summary>
    private sealed class Prober(TargetGroup group, TimerWheel wheel) : Deadline(wheel)
    {
        protected internal override void OnExpired() => _ = RunAsync();

        private async Task RunAsync()
        {
            await group.ProbeAsync();
            if (!group._isClosed)
            {
                Set(ProbeMilliseconds);
            }
        }
    }
}
