// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Upstream.Backends;

/// <summary>
/// The idle connections of one origin: the one used last is taken first, so that surplus ones age and go. In a few stacks by
/// thread: a thread that moves bytes mostly finds connections whose bytes it moves itself, and no lock is fought for.
/// </summary>
internal sealed class IdleConnections(int limit)
{
    private static readonly int Mask = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, 16)) - 1;
    private static int s_threads;

    [ThreadStatic]
    private static int t_ordinal;

    private readonly Stack<BackendConnection>[] _stacks = MakeStacks();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Takes one out, usable or not; null when there is none.</summary>
    public BackendConnection? Take()
    {
        if (Count == 0)
        {
            return null;
        }

        var own = Own();
        for (var i = 0; i <= Mask; i++)
        {
            var stack = _stacks[(own + i) & Mask];
            lock (stack)
            {
                if (stack.TryPop(out var connection))
                {
                    Interlocked.Decrement(ref _count);
                    return connection;
                }
            }
        }

        return null;
    }

    /// <summary>False when there are enough.</summary>
    public bool Keep(BackendConnection connection)
    {
        if (Interlocked.Increment(ref _count) > limit)
        {
            Interlocked.Decrement(ref _count);
            return false;
        }

        var stack = _stacks[Own()];
        lock (stack)
        {
            stack.Push(connection);
        }

        return true;
    }

    /// <summary>Takes out those that may not idle on. The others keep their order.</summary>
    public List<BackendConnection> Sweep(long now, AddressSet? current)
    {
        var stale = new List<BackendConnection>();
        var fresh = new List<BackendConnection>();
        foreach (var stack in _stacks)
        {
            lock (stack)
            {
                var before = stale.Count;
                foreach (var connection in stack)
                {
                    (connection.IsFresh(now, current) ? fresh : stale).Add(connection);
                }

                if (stale.Count > before)
                {
                    Interlocked.Add(ref _count, before - stale.Count);
                    stack.Clear();
                    for (var i = fresh.Count - 1; i >= 0; i--)
                    {
                        stack.Push(fresh[i]);
                    }
                }

                fresh.Clear();
            }
        }

        return stale;
    }

    private static int Own()
    {
        if (t_ordinal == 0)
        {
            t_ordinal = Interlocked.Increment(ref s_threads);
        }

        return t_ordinal & Mask;
    }

    private static Stack<BackendConnection>[] MakeStacks()
    {
        var stacks = new Stack<BackendConnection>[Mask + 1];
        for (var i = 0; i < stacks.Length; i++)
        {
            stacks[i] = new Stack<BackendConnection>();
        }

        return stacks;
    }
}
