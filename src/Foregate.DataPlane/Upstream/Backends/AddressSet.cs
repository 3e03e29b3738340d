// SPDX-License-Identifier: Apache-2.0
using System.Net;

namespace Foregate.DataPlane.Upstream.Backends;

/// <summary>The addresses a name led to at one time, with a memory of those that did not connect.</summary>
internal sealed class AddressSet(IPAddress[] addresses)
{
    private const int BadMilliseconds = 30_000;

    private readonly long[] _badUntil = new long[addresses.Length];
    private int _turn = -1;

    public bool Contains(IPAddress address) => Array.IndexOf(addresses, address) >= 0;

    public bool HasSameAs(IPAddress[] others)
    {
        foreach (var other in others)
        {
            if (!Contains(other))
            {
                return false;
            }
        }

        return others.Length == addresses.Length;
    }

    /// <summary>
    /// All addresses in the order to try them: those of the resolver's preferred family first, each connection beginning with another one;
    /// those that failed of late last.
    /// </summary>
    public IPAddress[] InTurn(long now)
    {
        var turn = (int)((uint)Interlocked.Increment(ref _turn) % (uint)addresses.Length);
        var ordered = new IPAddress[addresses.Length];
        var ranks = new int[addresses.Length];
        for (var i = 0; i < ranks.Length; i++)
        {
            // Once each: another thread may mark an address meanwhile, and it must not come twice or not at all.
            ranks[i] = Rank(i, now);
        }

        var count = 0;
        for (var rank = 0; rank < 3; rank++)
        {
            for (var i = 0; i < addresses.Length; i++)
            {
                var index = (turn + i) % addresses.Length;
                if (ranks[index] == rank)
                {
                    ordered[count++] = addresses[index];
                }
            }
        }

        return ordered;
    }

    public void Mark(IPAddress address, long now, bool good)
    {
        var index = Array.IndexOf(addresses, address);
        if (index >= 0)
        {
            Volatile.Write(ref _badUntil[index], good ? 0 : now + BadMilliseconds);
        }
    }

    private int Rank(int index, long now) =>
        Volatile.Read(ref _badUntil[index]) > now ? 2
        : addresses[index].AddressFamily == addresses[0].AddressFamily ? 0
        : 1;
}
