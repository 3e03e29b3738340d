// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>
/// Header bytes as the strings that Kestrel wants, made once for those that come again: a small table with one place per hash,
/// so that values which never come again cost a place, not memory.
/// </summary>
internal sealed class HeaderStrings
{
    private const int Places = 512;

    /// <summary>Longer ones are rarely the same twice.</summary>
    private const int LongestKept = 96;

    private readonly string?[] _places = new string?[Places];

    public string Get(ReadOnlySpan<byte> latin1)
    {
        if (latin1.Length is 0 or > LongestKept)
        {
            return latin1.IsEmpty ? "" : Encoding.Latin1.GetString(latin1);
        }

        ref var place = ref _places[Hash(latin1) % Places];
        var known = place;
        if (known is not null && Ascii.Equals(latin1, known))
        {
            return known;
        }

        // A race stores one of two equal strings.
        return place = Encoding.Latin1.GetString(latin1);
    }

    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var b in bytes)
        {
            hash = (hash ^ b) * 16777619u;
        }

        return hash ^ (hash >> 15);
    }
}
