// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Numerics;
using System.Text;
using Foregate.DataPlane.Finish.Metrics;

namespace Foregate.DataPlane.Finish.Lines;

/// <summary>
/// Takes log lines from requests without ever making them wait, and writes them from one thread of its own: 200 ms after the first at
/// the latest, not at all while there are none. What the target does not take in time, or at all, is dropped and counted, and a line
/// says how many.
/// </summary>
internal sealed class LineLog : IDisposable
{
    /// <summary>How long a line may wait, so that many are written at once.</summary>
    private const int Linger = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Stream _target;
    private readonly string _name;
    private readonly bool _ownsTarget;
    private readonly LineShard[] _shards;
    private readonly AutoResetEvent _work = new(false);
    private readonly Lock _draining = new();
    private readonly Thread _writer;
    private long _written;
    private long _refused;
    private long _unreported;
    private int _woken;
    private int _hurried;
    private bool _isTorn;
    private bool _isStopped;

    /// <param name="target">Unbuffered; disposed with the log.</param>
    /// <param name="memory">Bytes that lines may wait in, together.</param>
    /// <param name="name">Which log it is, in the line that says how many were lost.</param>
    /// <param name="ownsTarget">False when another log has the same target and is disposed after this one.</param>
    public LineLog(Stream target, int memory = 2 * 1024 * 1024, string name = "access", bool ownsTarget = true)
    {
        _target = target;
        _name = name;
        _ownsTarget = ownsTarget;
        // More shards than processors: a thread that is put to sleep while it holds one must not stand in anybody's way.
        _shards = new LineShard[(int)BitOperations.RoundUpToPowerOf2((uint)Stripes.Count * 2)];
        for (var i = 0; i < _shards.Length; i++)
        {
            _shards[i] = new LineShard(memory / _shards.Length / 2);
        }

        _writer = new Thread(Run) { IsBackground = true, Name = name + " log" };
        _writer.Start();
    }

    /// <summary>Lines that the target took.</summary>
    public long Written => Volatile.Read(ref _written);

    /// <summary>Lines that are lost, for want of room or because the target refused them.</summary>
    public long Dropped
    {
        get
        {
            // Read where they are counted: a target that takes nothing keeps the writer from adding them up.
            var dropped = Volatile.Read(ref _refused);
            foreach (var shard in _shards)
            {
                dropped += shard.Dropped;
            }

            return dropped;
        }
    }

    /// <summary>Writes a request's line down for the writer thread, or drops it. Never waits.</summary>
    public void Add(ILineFormat format, Exchange exchange, in Outcome outcome, ReadOnlySpan<byte> origin)
    {
        var first = Stripes.Current;
        for (var i = 0; i < _shards.Length; i++)
        {
            var shard = _shards[(first + i) & (_shards.Length - 1)];
            if (shard.TryHold())
            {
                bool isHalfFull;
                try
                {
                    isHalfFull = shard.Add(format, exchange, outcome, origin);
                }
                finally
                {
                    shard.Release();
                }

                Wake(isHalfFull);
                return;
            }
        }

        Interlocked.Increment(ref _refused);
        Interlocked.Increment(ref _unreported);
    }

    /// <summary>Writes what waits, on the caller's thread.</summary>
    public void Flush()
    {
        lock (_draining)
        {
            Drain();
        }
    }

    /// <summary>Writes what waits and ends. A target that takes nothing any more is given up on after two seconds.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _isStopped, true);
        _work.Set();
        if (!_writer.Join(Patience))
        {
            return;
        }

        lock (_draining)
        {
            Drain();
            Report();
        }

        if (_ownsTarget)
        {
            _target.Dispose();
        }

        _work.Dispose();
    }

    private void Wake(bool isHurried)
    {
        // Reads first: under load both flags stay set and their cache line stays shared.
        if (isHurried
            ? Volatile.Read(ref _hurried) == 0 && Interlocked.Exchange(ref _hurried, 1) == 0
            : Volatile.Read(ref _woken) == 0 && Interlocked.Exchange(ref _woken, 1) == 0)
        {
            _work.Set();
        }
    }

    private void Run()
    {
        while (!Volatile.Read(ref _isStopped))
        {
            _work.WaitOne();
            if (Volatile.Read(ref _hurried) == 0 && !Volatile.Read(ref _isStopped))
            {
                _work.WaitOne(Linger);
            }

            // Before the shards are looked at: a line that comes after wakes the writer again.
            Interlocked.Exchange(ref _woken, 0);
            Interlocked.Exchange(ref _hurried, 0);
            Flush();
        }
    }

    private void Drain()
    {
        var isWritten = false;
        foreach (var shard in _shards)
        {
            var bytes = shard.Take(out var lines, out var dropped);
            Interlocked.Add(ref _unreported, dropped);
            if (lines == 0)
            {
                continue;
            }

            if (TryWrite(bytes.Span))
            {
                isWritten = true;
                Interlocked.Add(ref _written, lines);
            }
            else
            {
                Interlocked.Add(ref _refused, lines);
                Interlocked.Add(ref _unreported, lines);
            }
        }

        if (isWritten)
        {
            Report();
        }
    }

    private void Report()
    {
        if (Interlocked.Exchange(ref _unreported, 0) is var lost and > 0 && !TryWrite(Notice(lost)))
        {
            Interlocked.Add(ref _unreported, lost);
        }
    }

    private bool TryWrite(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (_isTorn)
            {
                _target.WriteByte((byte)'\n');
                _isTorn = false;
            }

            _target.Write(bytes);
            _target.Flush();
            return true;
        }
        catch (Exception)
        {
            // How much was written is not known: the next line begins on a line of its own, unless the target takes all or nothing.
            _isTorn = _target is not AppendStream;
            return false;
        }
    }

    private byte[] Notice(long lost) => Encoding.ASCII.GetBytes(
        "{\"" + _name + "LogLinesDropped\":" + lost.ToString(CultureInfo.InvariantCulture) + "}\n");
}
