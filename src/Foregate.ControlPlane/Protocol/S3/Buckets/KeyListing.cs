// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store.Objects;

namespace Foregate.ControlPlane.Protocol.S3.Buckets;

/// <summary>One page of a list of keys, in which those that are alike up to a delimiter are one.</summary>
internal sealed class KeyListing<T>
{
    public required string Prefix { get; init; }

    public required string Delimiter { get; init; }

    /// <summary>How many were asked for.</summary>
    public required int Most { get; init; }

    /// <summary>Whether keys are told percent-encoded.</summary>
    public required bool IsEncoded { get; init; }

    public List<T> Items { get; } = [];

    public List<string> CommonPrefixes { get; } = [];

    public bool IsTruncated { get; private set; }

    /// <summary>The key, or what keys have in common, that the page ends with.</summary>
    public string Last { get; private set; } = "";

    public string Encoded(string text) => IsEncoded ? Uri.EscapeDataString(text).Replace("%2F", "/", StringComparison.Ordinal) : text;

    /// <param name="all">In the order of their keys.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <param name="includesMarker">Whether what has that key itself is in the page: then it was cut already.</param>
    internal void Fill(IEnumerable<T> all, Func<T, string> keyOf, string after, bool includesMarker)
    {
        var count = 0;
        string? common = null;
        foreach (var item in all)
        {
            var key = keyOf(item);
            if (!key.StartsWith(Prefix, StringComparison.Ordinal))
            {
                continue;
            }

            var end = Delimiter.Length == 0 ? -1 : key.IndexOf(Delimiter, Prefix.Length, StringComparison.Ordinal);
            var entry = end < 0 ? key : key[..(end + Delimiter.Length)];
            var order = KeyOrder.Instance.Compare(entry, after);
            if ((after.Length > 0 && (order < 0 || (order == 0 && (end >= 0 || !includesMarker)))) || (end >= 0 && entry == common))
            {
                continue;
            }

            if (count == Most)
            {
                IsTruncated = Most > 0;
                return;
            }

            count++;
            Last = entry;
            if (end >= 0)
            {
                common = entry;
                CommonPrefixes.Add(entry);
            }
            else
            {
                Items.Add(item);
            }
        }
    }
}
