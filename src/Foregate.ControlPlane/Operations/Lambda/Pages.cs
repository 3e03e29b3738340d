// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Foregate.ControlPlane.Operations.Lambda;

/// <summary>Cuts lists into the pages that Lambda's list operations give.</summary>
internal static class Pages
{
    /// <summary>Items in one page at most, whatever was asked for.</summary>
    private const int MaxItems = 50;

    private const int MaxAsked = 10_000;

    /// <summary>The page behind a marker.</summary>
    /// <param name="all">Every item, in the ordinal order of their keys.</param>
    /// <param name="keyOf">What a marker remembers of the last item of a page.</param>
    public static AwsError? TryTake<T>(IReadOnlyList<T> all, Func<T, string> keyOf, string? marker, int? maxItems, out Page<T> page)
    {
        page = new Page<T>([], null);
        if (maxItems is < 1 or > MaxAsked)
        {
            var text = maxItems.Value.ToString(CultureInfo.InvariantCulture);
            return AwsError.ValidationFailed(
                text, "maxItems", maxItems < 1 ? "Member must have value greater than or equal to 1" : $"Member must have value less than or equal to {MaxAsked}");
        }

        var start = 0;
        if (!string.IsNullOrEmpty(marker))
        {
            if (!TryRead(marker, out var key))
            {
                return AwsError.InvalidParameter("The marker is none that a list has given. Ask for the list without one.");
            }

            // What was last may have been deleted since: its place has not.
            while (start < all.Count && string.CompareOrdinal(keyOf(all[start]), key) <= 0)
            {
                start++;
            }
        }

        var count = Math.Min(all.Count - start, Math.Min(maxItems ?? MaxItems, MaxItems));
        var items = all.Skip(start).Take(count).ToArray();
        page = new Page<T>(items, start + count < all.Count ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(keyOf(items[^1]))) : null);
        return null;
    }

    private static bool TryRead(string marker, out string key)
    {
        key = "";
        if (!Base64Url.IsValid(marker))
        {
            return false;
        }

        key = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(marker));
        return true;
    }
}
