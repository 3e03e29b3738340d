// SPDX-License-Identifier: Apache-2.0
using System.Net;
using Foregate.DataPlane.Wire.Timing;

namespace Foregate.DataPlane.Upstream.Backends;

/// <summary>
/// The addresses of one host: resolved once for all who wait, used for a while, then asked for again while the old ones still serve.
/// What does not resolve any more keeps its last addresses for some minutes: a resolver's trouble should not stop a running API.
/// </summary>
internal sealed class BackendAddresses
{
    private const int KeepAfterFailureMilliseconds = 600_000;
    private const int RetryMilliseconds = 1_000;

    private readonly string _host;
    private readonly BackendOptions _options;
    private readonly TimerWheel _wheel;
    private readonly Lock _lock = new();
    private AddressSet? _current;
    private Task<AddressSet?>? _resolving;
    private long _freshUntil;
    private long _resolvedAt;
    private long _failures;

    public BackendAddresses(string host, BackendOptions options, TimerWheel wheel)
    {
        _host = host;
        _options = options;
        _wheel = wheel;
        if (IPAddress.TryParse(host, out var address))
        {
            _current = new AddressSet([address]);
            _freshUntil = long.MaxValue;
        }
    }

    /// <summary>The latest addresses; a connection to any other is used up and not kept.</summary>
    public AddressSet? Current => Volatile.Read(ref _current);

    /// <summary>How often the name was asked for in vain.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>Asks again in the background when it is time to.</summary>
    public void RefreshIfDue(long now)
    {
        if (now >= Volatile.Read(ref _freshUntil) && Current is not null)
        {
            _ = ResolveOnce();
        }
    }

    /// <summary>Addresses fresh enough to connect to, or null when the name does not resolve.</summary>
    public ValueTask<AddressSet?> GetAsync(long now, CancellationToken stop) =>
        now < Volatile.Read(ref _freshUntil) ? new ValueTask<AddressSet?>(Current) : new ValueTask<AddressSet?>(ResolveOnce().WaitAsync(stop));

    private Task<AddressSet?> ResolveOnce()
    {
        lock (_lock)
        {
            return _resolving is { IsCompleted: false } ? _resolving : _resolving = ResolveAsync();
        }
    }

    private async Task<AddressSet?> ResolveAsync()
    {
        // Off the caller's thread, which may be the one that moves everybody's bytes.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        IPAddress[] found;
        try
        {
            found = await _options.Resolver(_host);
        }
        catch (Exception)
        {
            found = [];
        }

        var now = _wheel.Now;
        if (found.Length > 0)
        {
            _resolvedAt = now;
            if (_current is null || !_current.HasSameAs(found))
            {
                Volatile.Write(ref _current, new AddressSet(found));
            }

            Volatile.Write(ref _freshUntil, now + _options.AddressMilliseconds);
        }
        else
        {
            Interlocked.Increment(ref _failures);
            if (_current is not null)
            {
                if (now - _resolvedAt > KeepAfterFailureMilliseconds)
                {
                    Volatile.Write(ref _current, null);
                }

                Volatile.Write(ref _freshUntil, now + (_current is null ? 0 : RetryMilliseconds));
            }
        }

        return _current;
    }
}
