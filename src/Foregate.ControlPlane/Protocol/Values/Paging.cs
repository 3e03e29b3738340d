// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Foregate.ControlPlane.Operations;

namespace Foregate.ControlPlane.Protocol.Values;

/// <summary>Cuts lists into pages: position and limit of the first interface, nextToken and maxResults of the second.</summary>
internal static class Paging
{
    private const int DefaultLimit = 25;

    private const int LargestLimit = 500;

    private const int DefaultResults = 100;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A page as the first interface cuts it.</summary>
    /// <param name="items">In the order of their keys.</param>
    public static (Page<T>? Page, AwsError? Error) ByPosition<T>(IEnumerable<T> items, Func<T, string> key, WireValue input)
    {
        // A limit below one gives an empty page, as AWS does.
        var limit = input.GetInteger("limit") ?? DefaultLimit;
        return limit < 1 ? (new Page<T>([], null), null) : Cut(items, key, input.GetText("position"), Math.Min(limit, LargestLimit), "position");
    }

    /// <summary>A page as the second interface cuts it, whose models have numbers as texts here and there.</summary>
    /// <param name="items">In the order of their keys.</param>
    public static (Page<T>? Page, AwsError? Error) ByToken<T>(IEnumerable<T> items, Func<T, string> key, WireValue input)
    {
        var said = input["MaxResults"]?.ToString();
        var limit = DefaultResults;
        if (said is not null && (!int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit < 1))
        {
            return (null, AwsError.BadRequest($"Invalid maxResults specified: {said}. Must be between 1 and {LargestLimit}"));
        }

        return Cut(items, key, input.GetText("NextToken"), Math.Min(limit, LargestLimit), "nextToken");
    }

    private static (Page<T>? Page, AwsError? Error) Cut<T>(IEnumerable<T> items, Func<T, string> key, string? from, int limit, string parameter)
    {
        string? after = null;
        if (!string.IsNullOrEmpty(from) && !TryDecode(from, out after))
        {
            return (null, AwsError.BadRequest($"Invalid {parameter} parameter: {from}"));
        }

        var page = new List<T>();
        foreach (var item in items)
        {
            if (after is not null && string.CompareOrdinal(key(item), after) <= 0)
            {
                continue;
            }

            if (page.Count == limit)
            {
                return (new Page<T>(page, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key(page[^1])))), null);
            }

            page.Add(item);
        }

        return (new Page<T>(page, null), null);
    }

    private static bool TryDecode(string token, out string? key)
    {
        key = null;
        try
        {
            key = s_strict.GetString(Base64Url.DecodeFromChars(token));
            return true;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            return false;
        }
    }
}
