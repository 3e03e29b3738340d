// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>
/// What one connection may ask for without asking for anything: frames that carry no request are free for a client and not for us
/// (floods of PING, SETTINGS, PRIORITY, RST_STREAM, empty CONTINUATION and DATA). Per minute, generous for every honest client.
/// </summary>
internal sealed class FrameBudget(TimeProvider time)
{
    /// <summary>Frames other than DATA, HEADERS and CONTINUATION in a minute.</summary>
    public const int ControlFrames = 1000;

    /// <summary>Frames in a minute that carry neither a byte of a message nor its end.</summary>
    public const int EmptyFrames = 100;

    /// <summary>One WINDOW_UPDATE is free for so many bytes that we sent: clients send two (connection, stream) for 4 KiB at the most.</summary>
    public const int BytesPerWindowUpdate = 1024;

    private long _controlSince = time.GetTimestamp();
    private long _emptySince = time.GetTimestamp();
    private int _control;
    private int _empty;
    private long _windowCredit;

    /// <summary>Bytes that went out: an honest client says when it has read them.</summary>
    public void Sent(long bytes) => Interlocked.Add(ref _windowCredit, bytes);

    /// <summary>False when the frame is one too many.</summary>
    public bool TakeControl(bool isWindowUpdate)
    {
        if (isWindowUpdate && Volatile.Read(ref _windowCredit) >= BytesPerWindowUpdate)
        {
            Interlocked.Add(ref _windowCredit, -BytesPerWindowUpdate);
            return true;
        }

        return Take(ref _control, ControlFrames, ref _controlSince);
    }

    /// <summary>False when the frame is one too many.</summary>
    public bool TakeEmpty() => Take(ref _empty, EmptyFrames, ref _emptySince);

    // The clock is asked only when a budget is used up.
    private bool Take(ref int count, int limit, ref long since)
    {
        if (count < limit)
        {
            count++;
            return true;
        }

        var now = time.GetTimestamp();
        if (time.GetElapsedTime(since, now) < TimeSpan.FromMinutes(1))
        {
            return false;
        }

        since = now;
        count = 1;
        return true;
    }
}
