// SPDX-License-Identifier: Apache-2.0
using System.Net;
using Foregate.DataPlane.Upstream.Backends;

namespace Foregate.DataPlane.Upstream.VpcLinks;

/// <summary>One target behind a VPC link, and what calls and probes have found of its health.</summary>
internal sealed class Target(DnsEndPoint address, Backend backend)
{
    /// <summary>Calls in a row without an answer after which a target that can be connected to counts as down.</summary>
    private const int MaxSilent = 3;

    /// <summary>Probes in a row that change the mind.</summary>
    private const int ProbesToTurn = 2;

    private int _silent;
    private int _probes;
    private volatile bool _isDown;

    public DnsEndPoint Address { get; } = address;

    public Backend Backend { get; } = backend;

    public bool IsUp => !_isDown;

    /// <summary>Takes a call's outcome for what it tells of the target.</summary>
    /// <returns>Whether nothing of the request has reached the target.</returns>
    public bool Note(BackendOutcome outcome)
    {
        switch (outcome)
        {
            case BackendOutcome.Answered:
                Volatile.Write(ref _silent, 0);
                _isDown = false;
                return false;
            case BackendOutcome.ConnectFailed or BackendOutcome.NameNotResolved or BackendOutcome.TlsFailed:
                _isDown = true;
                return true;
            case BackendOutcome.ConnectionLost or BackendOutcome.AnswerCut or BackendOutcome.TimedOut or BackendOutcome.MalformedAnswer:
                _isDown |= Interlocked.Increment(ref _silent) >= MaxSilent;
                return false;
            default:
                // The client's doing, or ours.
                return false;
        }
    }

    /// <summary>Takes what a probe found. Called by one prober at a time.</summary>
    public void NoteProbe(bool connected)
    {
        if (connected == IsUp)
        {
            _probes = 0;
        }
        else if (++_probes >= ProbesToTurn)
        {
            _probes = 0;
            Volatile.Write(ref _silent, 0);
            _isDown = !connected;
        }
    }
}
