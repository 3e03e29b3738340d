// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Timing;

namespace Foregate.DataPlane.Upstream.Backends;

/// <summary>One origin: its connections, idle and in use, and the calls that are made through them.</summary>
internal sealed class Backend
{
    private const int SweepMilliseconds = 1_000;

    private readonly BackendOptions _options;
    private readonly TimerWheel _wheel;
    private readonly BackendAddresses _addresses;
    private readonly BackendConnector _connector;
    private readonly IdleConnections _idle;
    private readonly Sweeper _sweeper;
    private long _open;
    private long _opened;
    private long _reused;
    private long _failed;
    private volatile bool _isClosed;

    public Backend(BackendOrigin origin, BackendOptions options, TargetPolicy policy, TimerWheel wheel)
    {
        Origin = origin;
        _options = options;
        _wheel = wheel;
        _addresses = new BackendAddresses(origin.Host, options, wheel);
        _connector = new BackendConnector(origin, options, policy, _addresses, wheel);
        _idle = new IdleConnections(options.MaxIdlePerOrigin);
        _sweeper = new Sweeper(this, wheel);
    }

    public BackendOrigin Origin { get; }

    /// <summary>Connections that exist now, those being made included.</summary>
    public long OpenConnections => Volatile.Read(ref _open);

    /// <summary>Those of them that idle.</summary>
    public int IdleConnections => _idle.Count;

    /// <summary>Connections begun since the start.</summary>
    public long OpenedConnections => Volatile.Read(ref _opened);

    /// <summary>Calls that were given a connection that had carried others before.</summary>
    public long ReusedConnections => Volatile.Read(ref _reused);

    /// <summary>Connections that could not be made: no address, no connection, no handshake, or not in time.</summary>
    public long FailedConnections => Volatile.Read(ref _failed);

    /// <summary>How often its name was asked for in vain; while an older address still serves, calls do not notice.</summary>
    public long FailedResolutions => _addresses.Failures;

    internal int IdleMilliseconds => _options.IdleMilliseconds;

    internal long Timestamp => _wheel.Timestamp;

    /// <summary>
    /// Sends the request and waits for the final head of the answer. Never throws for what happens outside: <see cref="BackendCall.Outcome"/>
    /// tells. The call is to be released whatever its outcome.
    /// </summary>
    /// <param name="body">The request's body; null or of length 0 when there is none.</param>
    /// <param name="client">Whom it is for: with the client the call ends, at every stage.</param>
    public ValueTask<BackendCall> SendAsync(BackendRequest request, IBodyReader? body, ClientLifetime client)
    {
        var call = request.FreeCall();
        var timestamp = _wheel.Timestamp;
        var now = _wheel.At(timestamp);
        if (!call.Begin(this, request, body, client, timestamp))
        {
            return new ValueTask<BackendCall>(call.Fail(BackendOutcome.RequestBodyFailed));
        }

        _addresses.RefreshIfDue(now);
        while (_idle.Take() is { } connection)
        {
            if (!connection.IsUsable(now, _addresses.Current))
            {
                connection.Dispose();
                continue;
            }

            if (!call.Hold(connection, now))
            {
                KeepIdle(connection);
                return new ValueTask<BackendCall>(call.Fail(BackendOutcome.ClientGone));
            }

            Interlocked.Increment(ref _reused);
            return call.AskAsync(timestamp);
        }

        return OpenAndAskAsync(call);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    internal async ValueTask<BackendCall> OpenAndAskAsync(BackendCall call)
    {
        Interlocked.Increment(ref _open);
        Interlocked.Increment(ref _opened);
        var connection = new BackendConnection(this, _wheel);
        if (!call.Hold(connection, _wheel.Now))
        {
            connection.Dispose();
            return call.Fail(BackendOutcome.ClientGone);
        }

        var outcome = await _connector.OpenAsync(connection);
        if (outcome == BackendOutcome.None)
        {
            return await call.AskAsync(_wheel.Timestamp);
        }

        if (connection.End is BackendConnection.EndReason.None or BackendConnection.EndReason.TimedOut)
        {
            Interlocked.Increment(ref _failed);
        }

        return call.Fail(outcome);
    }

    /// <summary>Keeps a connection for the next call, if it is fit for one.</summary>
    internal void Keep(BackendConnection connection, int idleMilliseconds)
    {
        var now = _wheel.Now;
        if (!connection.Rest(now, idleMilliseconds) || !connection.IsFresh(now, _addresses.Current))
        {
            connection.Dispose();
            return;
        }

        KeepIdle(connection);
    }

    internal void Closed() => Interlocked.Decrement(ref _open);

    /// <summary>Closes the idle connections, and those in use when their calls end.</summary>
    internal void Close()
    {
        _isClosed = true;
        while (_idle.Take() is { } connection)
        {
            connection.Dispose();
        }
    }

    private void KeepIdle(BackendConnection connection)
    {
        if (_isClosed || !_idle.Keep(connection))
        {
            connection.Dispose();
            return;
        }

        _sweeper.Start();
    }

    /// <summary>Looks for idle connections that may not stay, as long as there are any.</summary>
    private sealed class Sweeper(Backend backend, TimerWheel wheel) : Deadline(wheel)
    {
        private int _runs;

        public void Start()
        {
            if (Volatile.Read(ref _runs) == 0 && Interlocked.Exchange(ref _runs, 1) == 0)
            {
                Set(SweepMilliseconds);
            }
        }

        protected internal override void OnExpired()
        {
            foreach (var connection in backend._idle.Sweep(backend._wheel.Now, backend._addresses.Current))
            {
                connection.Dispose();
            }

            // Stopped before it is looked whether there is more, so that a connection kept meanwhile starts it again.
            Interlocked.Exchange(ref _runs, 0);
            if (backend._idle.Count > 0)
            {
                Start();
            }
        }
    }
}
