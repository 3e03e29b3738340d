// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Clients;

/// <summary>
/// Carries a client's going away to the call that is made for it: the door says <see cref="Gone"/>, and the call
/// that is attached at that moment (a connection to a back end, or one being made) is aborted. One per connection (or HTTP/2 stream), reset for each request.
/// </summary>
internal sealed class ClientLifetime
{
    // The marker that replaces an attached channel once the client is gone.
    private static readonly object GoneMarker = new();

    private object? _attached;

    public bool IsGone => ReferenceEquals(Volatile.Read(ref _attached), GoneMarker);

    public void Reset()
    {
        // A fence where there is something to forget: a door looks right after whether the client went meanwhile.
        if (Volatile.Read(ref _attached) is not null)
        {
            Interlocked.Exchange(ref _attached, null);
        }
    }

    /// <summary>False when the client is already gone: nothing should be started for it.</summary>
    public bool Attach(Abortable call) => Interlocked.CompareExchange(ref _attached, call, null) is null;

    /// <summary>False when the client went while attached: the call was aborted and its connection must not be used again.</summary>
    public bool Detach(Abortable call) => ReferenceEquals(Interlocked.CompareExchange(ref _attached, null, call), call);

    /// <summary>The client is gone. Safe from any thread, any number of times.</summary>
    public void Gone() => (Interlocked.Exchange(ref _attached, GoneMarker) as Abortable)?.Abort();
}
