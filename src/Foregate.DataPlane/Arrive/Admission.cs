// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Foregate.DataPlane.Arrive;

/// <summary>
/// Who is let in: counts connections and requests over all listeners, turns connections away beyond the cap, and leads the way out
/// when the gateway drains.
/// </summary>
internal sealed partial class Admission : IDisposable
{
    /// <summary>Descriptors kept for listeners, logs, the store and the runtime.</summary>
    private const int Reserve = 256;

    private static readonly byte[] Overloaded =
        [.. "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\nContent-Length: 33\r\nConnection: close\r\n\r\n{\"message\":\"Service Unavailable\"}"u8];

    private readonly CancellationTokenSource _closing = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private long _connections;
    private long _requests;
    private long _turnedAway;
    private long _turnedAwayLogged;
    private long _loggedAt = long.MinValue;
    private TaskCompletionSource? _quiet;
    private volatile bool _isDraining;

    public Admission(GatewayOptions options, ILogger logger)
    {
        _time = options.Time;
        _logger = logger;
        MaxConnections = options.MaxConnections > 0 ? options.MaxConnections : FromDescriptors(DescriptorLimit.Read());
    }

    public int MaxConnections { get; }

    /// <summary>Connections open now.</summary>
    public long Connections => Interlocked.Read(ref _connections);

    /// <summary>Requests being served now.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Connections turned away since the start.</summary>
    public long TurnedAway => Interlocked.Read(ref _turnedAway);

    /// <summary>Whether answers ask their clients to go elsewhere for the next request.</summary>
    public bool IsDraining => _isDraining;

    /// <summary>When cancelled, a connection ends as soon as it waits for a request.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <summary>
    /// Connections that fit in the descriptors: each may need a second one for its back end. Bounded by 1,000,000 where there is no limit.
    /// </summary>
    public static int FromDescriptors(long? limit) =>
        limit is { } descriptors ? (int)Math.Clamp((descriptors - Reserve) / 2, 1, 1_000_000) : 1_000_000;

    /// <summary>The first connection middleware of a listener: lets the connection on or turns it away.</summary>
    /// <param name="isTls">Whether TLS comes next: then there is no way to say why it is turned away.</param>
    public async Task AdmitAsync(ConnectionContext connection, ConnectionDelegate next, bool isTls)
    {
        if (Interlocked.Increment(ref _connections) > MaxConnections)
        {
            Left();
            await TurnAwayAsync(connection, isTls);
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            Left();
        }
    }

    public void RequestBegun() => Interlocked.Increment(ref _requests);

    public void RequestEnded() => Interlocked.Decrement(ref _requests);

    /// <summary>From now on answers carry Connection: close; everything is still served.</summary>
    public void BeginDrain() => _isDraining = true;

    /// <summary>Ends the connections that wait for a request; the others end with the answer they are at.</summary>
    public void CloseIdle()
    {
        _isDraining = true;
        _closing.Cancel();
    }

    /// <summary>
    /// The way out: serves on for the window while clients are told to go, then stops accepting, ends what waits, and completes when the
    /// last connection has ended.
    /// </summary>
    /// <param name="stopAccepting">Takes the listeners away, at the end of the window.</param>
    /// <param name="cancellation">Gives up the waiting, not the closing.</param>
    public async Task DrainAsync(TimeSpan window, Func<CancellationToken, Task> stopAccepting, CancellationToken cancellation)
    {
        BeginDrain();
        if (window > TimeSpan.Zero)
        {
            await Task.Delay(window, _time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await stopAccepting(cancellation);
        CloseIdle();
        var quiet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _quiet, quiet);
        Interlocked.MemoryBarrier();
        if (Connections > 0)
        {
            await quiet.Task.WaitAsync(cancellation);
        }
    }

    public void Dispose() => _closing.Dispose();

    private void Left()
    {
        if (Interlocked.Decrement(ref _connections) == 0)
        {
            Volatile.Read(ref _quiet)?.TrySetResult();
        }
    }

    private async Task TurnAwayAsync(ConnectionContext connection, bool isTls)
    {
        NoteTurnedAway();
        if (isTls)
        {
            connection.Abort(new ConnectionAbortedException("Too many connections."));
            return;
        }

        if (connection is PlainConnection plain)
        {
            await plain.Channel.SendAsync(Overloaded);
            return;
        }

        try
        {
            await connection.Transport.Output.WriteAsync(Overloaded);
            await connection.Transport.Output.CompleteAsync();
        }
        catch (IOException)
        {
            // The client has gone, which is what was wanted.
        }
    }

    private void NoteTurnedAway()
    {
        var count = Interlocked.Increment(ref _turnedAway);
        var last = Interlocked.Read(ref _loggedAt);
        var now = _time.GetTimestamp();
        if ((last == long.MinValue || _time.GetElapsedTime(last, now) >= TimeSpan.FromSeconds(1))
            && Interlocked.CompareExchange(ref _loggedAt, now, last) == last)
        {
            Log.TurnedAway(_logger, MaxConnections, count - Interlocked.Exchange(ref _turnedAwayLogged, count));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Warning, "All {Max} connections are in use; {Count} more were turned away. Raise the descriptor limit or MaxConnections.")]
        public static partial void TurnedAway(ILogger logger, int max, long count);
    }
}
