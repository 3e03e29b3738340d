// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;

namespace Foregate.DataPlane.Upstream.Functions;

/// <summary>What all functions write: the last lines of each, and every line to those that follow.</summary>
internal sealed class FunctionLogs
{
    private readonly ConcurrentDictionary<string, FunctionLog> _logs = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private ImmutableArray<FunctionLogFollower> _followers = [];
    private long _sequence;

    public FunctionLogs(TimeProvider time) => _time = time;

    public static Func<Ledgers, FunctionLogs> Make { get; } = static ledgers => new FunctionLogs(ledgers.Options.Time);

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>What is kept, oldest first.</summary>
    /// <param name="functionName">One function; null for all.</param>
    public FunctionLogLine[] Lines(string? functionName)
    {
        if (functionName is not null)
        {
            return _logs.TryGetValue(functionName, out var one) ? one.Lines() : [];
        }

        var all = new List<FunctionLogLine>();
        foreach (var (_, log) in _logs)
        {
            all.AddRange(log.Lines());
        }

        all.Sort(static (left, right) => left.Sequence.CompareTo(right.Sequence));
        return [.. all];
    }

    /// <summary>Every line from now on, until the cancellation. Who does not keep up loses lines, and finds a notice in their place.</summary>
    /// <param name="functionName">One function; null for all.</param>
    public ChannelReader<FunctionLogLine> Follow(string? functionName, CancellationToken cancellation)
    {
        var follower = new FunctionLogFollower(functionName);
        ImmutableInterlocked.Update(ref _followers, static (followers, added) => followers.Add(added), follower);
        cancellation.Register(() =>
        {
            ImmutableInterlocked.Update(ref _followers, static (followers, removed) => followers.Remove(removed), follower);
            follower.End();
        });
        return follower.Lines;
    }

    /// <summary>The function's log, made at first use; it outlives the function's definitions.</summary>
    public FunctionLog Of(string functionName) => _logs.GetOrAdd(functionName, static (name, logs) => new FunctionLog(name, logs), this);

    public long NextSequence() => Interlocked.Increment(ref _sequence);

    public void Tell(in FunctionLogLine line)
    {
        foreach (var follower in _followers)
        {
            follower.Take(line);
        }
    }
}
