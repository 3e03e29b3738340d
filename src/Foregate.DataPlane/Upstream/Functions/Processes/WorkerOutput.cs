// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;

namespace Foregate.DataPlane.Upstream.Functions.Processes;

/// <summary>
/// Reads what a process writes, line by line, on a thread that serves no connection: a process that writes faster than it is read waits for
/// nobody but itself. Of each invocation a bounded part is kept; the rest is counted.
/// </summary>
/// <param name="stopMilliseconds">How long the output is still read when the process has ended: what it has left behind may hold it open.</param>
internal sealed class WorkerOutput(FunctionLog log, int stopMilliseconds) : IDisposable
{
    /// <summary>Bytes of one line that are kept.</summary>
    public const int MaxLine = 16 * 1024;

    /// <summary>Bytes of one invocation that are kept.</summary>
    public const int MaxPerInvocation = 256 * 1024;

    private readonly byte[] _line = new byte[MaxLine];
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private Guid _requestId;
    private Guid _lineId;
    private int _length;
    private bool _isCut;
    private long _kept;
    private long _dropped;

    /// <summary>The invocation that writes from now on.</summary>
    public Guid RequestId
    {
        set
        {
            lock (_lock)
            {
                _requestId = value;
            }
        }
    }

    public void Read(Stream stream) => _ = ReadAllAsync(stream);

    /// <summary>The process has ended.</summary>
    public void Ended()
    {
        try
        {
            _stop.CancelAfter(stopMilliseconds);
        }
        catch (ObjectDisposedException)
        {
            // All is read.
        }
    }

    /// <summary>Reads no further.</summary>
    public void Dispose() => _stop.Dispose();

    private async Task ReadAllAsync(Stream stream)
    {
        var buffer = new byte[32 * 1024];
        try
        {
            while (true)
            {
                var reading = stream.ReadAsync(buffer, _stop.Token);
                var waits = !reading.IsCompleted;
                var read = await reading;
                if (read == 0)
                {
                    break;
                }

                if (waits)
                {
                    // Away from the thread that the system's completions arrive on: it serves connections.
                    await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                }

                Take(buffer.AsSpan(0, read));
            }
        }
        catch (OperationCanceledException)
        {
            log.Notice(_lineId, "The process has ended, and something that it started holds its output open: that is read no further.");
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process has ended.
        }

        EndInvocation();
        await stream.DisposeAsync();
        Dispose();
    }

    private void Take(Span<byte> bytes)
    {
        Guid id;
        lock (_lock)
        {
            id = _requestId;
        }

        if (id != _lineId)
        {
            EndInvocation();
            _lineId = id;
        }

        TakeLines(bytes);
    }

    private void TakeLines(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var piece = end < 0 ? bytes : bytes[..end];
            if (_kept < MaxPerInvocation)
            {
                var fits = Math.Min(piece.Length, MaxLine - _length);
                piece[..fits].CopyTo(_line.AsSpan(_length));
                _length += fits;
                _kept += fits + 1;
                _isCut |= fits < piece.Length;
                _dropped += piece.Length - fits;
                if (end >= 0)
                {
                    EndLine();
                }
            }
            else
            {
                _dropped += piece.Length + (end < 0 ? 0 : 1);
            }

            bytes = end < 0 ? default : bytes[(end + 1)..];
        }
    }

    private void EndLine()
    {
        var text = Encoding.UTF8.GetString(_line.AsSpan(0, _length).TrimEnd((byte)'\r'));
        log.Add(_lineId, _isCut ? text + "…" : text);
        _length = 0;
        _isCut = false;
    }

    private void EndInvocation()
    {
        if (_length > 0)
        {
            EndLine();
        }

        if (_dropped > 0)
        {
            log.Notice(_lineId, string.Create(CultureInfo.InvariantCulture, $"{_dropped} more bytes of output were dropped: {MaxPerInvocation} are kept of an invocation, {MaxLine} of a line."));
        }

        _kept = _dropped = 0;
    }
}
