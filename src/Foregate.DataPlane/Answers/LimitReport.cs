// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Answers;

/// <summary>The limits that a request has met, for the headers that tell callers of them. Empty unless they are wanted.</summary>
internal sealed class LimitReport
{
    private readonly MetLimit[] _met = new MetLimit[4];

    public int Count { get; private set; }

    /// <summary>Seconds after which another try has a chance, for a request that a limit refused; 0 otherwise.</summary>
    public long RetryAfter { get; private set; }

    /// <summary>In the order in which they were met.</summary>
    public ReadOnlySpan<MetLimit> Met => _met.AsSpan(0, Count);

    /// <param name="isRefused">Whether the request was one too many for it.</param>
    public void Add(in MetLimit limit, bool isRefused)
    {
        if (Count < _met.Length)
        {
            _met[Count++] = limit;
        }

        if (isRefused)
        {
            RetryAfter = Math.Max(1, limit.Reset);
        }
    }

    public void Reset()
    {
        Count = 0;
        RetryAfter = 0;
    }
}
