// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Upstream.Functions.Remote;

/// <summary>A call of a Lambda endpoint that ends in its time, or with its client.</summary>
internal sealed class RemoteCall(int milliseconds, TimeProvider time) : Abortable, IDisposable
{
    // AWS: of regional and private endpoints.
    private const int IdleMilliseconds = 300_000;

    private readonly CancellationTokenSource _cancellation = new(TimeSpan.FromMilliseconds(milliseconds), time);
    private readonly long _startedAt = time.GetTimestamp();

    public CancellationToken Token => _cancellation.Token;

    public bool IsAborted { get; private set; }

    /// <summary>From now on silence ends it, too.</summary>
    public void Hurry()
    {
        var left = milliseconds - (long)time.GetElapsedTime(_startedAt).TotalMilliseconds;
        _cancellation.CancelAfter(TimeSpan.FromMilliseconds(Math.Clamp(left, 0, IdleMilliseconds)));
    }

    public override void Abort()
    {
        try
        {
            IsAborted = true;
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Answered in the same moment.
        }
    }

    public void Dispose() => _cancellation.Dispose();
}
