// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Finish.Metrics;

/// <summary>What is counted of one method on one route: requests by status, latencies by bucket. All of it side by side, one row per stripe.</summary>
internal sealed class RouteSeries(string route, string method)
{
    /// <summary>Different statuses counted by themselves; a route that answers with more has the rest under one name.</summary>
    public const int MaxStatuses = 13;

    private const int DurationSum = LatencyBuckets.Count;
    private const int Integration = DurationSum + 1;
    private const int IntegrationSum = Integration + LatencyBuckets.Count;
    private const int Statuses = IntegrationSum + 1;
    private const int Cache = Statuses + MaxStatuses + 1;
    private static readonly int Stride = Stripes.Stride(Cache + 2);

    private readonly long[] _cells = Stripes.Room(Stride);
    private readonly int[] _statuses = new int[MaxStatuses];
    private readonly Lock _lock = new();

    /// <summary>The resource path, or $default; empty for requests that reached no route.</summary>
    public string Route { get; } = route;

    public string Method { get; } = method;

    public void Count(in Outcome outcome)
    {
        var status = IndexOf(outcome.Status);
        var row = _cells.AsSpan(Stripes.Apart + (Stripes.Current * Stride), Stride);
        Interlocked.Increment(ref row[Statuses + status]);
        Interlocked.Increment(ref row[LatencyBuckets.IndexOf(outcome.TotalMicros)]);
        Interlocked.Add(ref row[DurationSum], outcome.TotalMicros);
        if (outcome.IntegrationMicros >= 0)
        {
            Interlocked.Increment(ref row[Integration + LatencyBuckets.IndexOf(outcome.IntegrationMicros)]);
            Interlocked.Add(ref row[IntegrationSum], outcome.IntegrationMicros);
        }
    }

    /// <summary>How many statuses have a count of their own; one more holds the others.</summary>
    public int StatusCount
    {
        get
        {
            var count = 0;
            while (count < MaxStatuses && Volatile.Read(ref _statuses[count]) != 0)
            {
                count++;
            }

            return count;
        }
    }

    public int Status(int index) => _statuses[index];

    /// <param name="index">Of a status, or <see cref="MaxStatuses"/> for all others.</param>
    public long Requests(int index) => Stripes.Sum(_cells, Stride, Statuses + index);

    public long Duration(int bucket) => Stripes.Sum(_cells, Stride, bucket);

    public double DurationSeconds => Stripes.Sum(_cells, Stride, DurationSum) / 1e6;

    public long IntegrationDuration(int bucket) => Stripes.Sum(_cells, Stride, Integration + bucket);

    public double IntegrationSeconds => Stripes.Sum(_cells, Stride, IntegrationSum) / 1e6;

    /// <summary>Counts a request that the stage's cache answered, or could not.</summary>
    public void CountCache(bool isHit) => Interlocked.Increment(ref _cells[Stripes.Apart + (Stripes.Current * Stride) + Cache + (isHit ? 0 : 1)]);

    public long CacheHits => Stripes.Sum(_cells, Stride, Cache);

    public long CacheMisses => Stripes.Sum(_cells, Stride, Cache + 1);

    private int IndexOf(int status)
    {
        var statuses = _statuses;
        for (var i = 0; i < statuses.Length; i++)
        {
            var known = Volatile.Read(ref statuses[i]);
            if (known == status)
            {
                return i;
            }

            if (known == 0)
            {
                return Note(status);
            }
        }

        return MaxStatuses;
    }

    private int Note(int status)
    {
        lock (_lock)
        {
            for (var i = 0; i < _statuses.Length; i++)
            {
                if (_statuses[i] == 0)
                {
                    Volatile.Write(ref _statuses[i], status);
                }

                if (_statuses[i] == status)
                {
                    return i;
                }
            }
        }

        return MaxStatuses;
    }
}
