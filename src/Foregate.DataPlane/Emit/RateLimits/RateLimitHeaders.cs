// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Text;
using Foregate.DataPlane.Answers;

namespace Foregate.DataPlane.Emit.RateLimits;

/// <summary>
/// Tells callers of the limits that they met: RateLimit-Policy and RateLimit as the IETF's draft has them (draft-ietf-httpapi-ratelimit-headers),
/// and Retry-After (RFC 9110) with a refusal. Not AWS's.
/// </summary>
internal static class RateLimitHeaders
{
    // Four limits of names that are ours and numbers of 19 digits.
    private const int Longest = 320;

    public static void Add(LimitReport limits, ResponseHead response)
    {
        Span<byte> policy = stackalloc byte[Longest];
        Span<byte> state = stackalloc byte[Longest];
        var (policyLength, stateLength) = (0, 0);
        foreach (ref readonly var limit in limits.Met)
        {
            policyLength += Write(policy[policyLength..], limit.Name, ";q="u8, limit.Quota, ";w="u8, limit.Window, policyLength > 0);
            stateLength += Write(state[stateLength..], limit.Name, ";r="u8, limit.Remaining, ";t="u8, limit.Reset, stateLength > 0);
        }

        response.Add("RateLimit-Policy"u8, policy[..policyLength]);
        response.Add("RateLimit"u8, state[..stateLength]);
        if (limits.RetryAfter > 0)
        {
            Utf8Formatter.TryFormat(limits.RetryAfter, state, out var length);
            response.Add("Retry-After"u8, state[..length]);
        }
    }

    private static int Write(Span<byte> to, string name, ReadOnlySpan<byte> first, long one, ReadOnlySpan<byte> second, long other, bool isNext)
    {
        var at = 0;
        Put(to, isNext ? ", \""u8 : "\""u8, ref at);
        at += System.Text.Encoding.ASCII.GetBytes(name, to[at..]);
        to[at++] = (byte)'"';
        Put(to, first, ref at);
        Utf8Formatter.TryFormat(one, to[at..], out var length);
        at += length;
        Put(to, second, ref at);
        Utf8Formatter.TryFormat(other, to[at..], out length);
        return at + length;
    }

    private static void Put(Span<byte> to, ReadOnlySpan<byte> bytes, ref int at)
    {
        bytes.CopyTo(to[at..]);
        at += bytes.Length;
    }
}
