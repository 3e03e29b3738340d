// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Foregate.ControlPlane.Operations;

/// <summary>
/// Cuts lists into pages: position and limit of API Gateway's first interface, nextToken and maxResults of its second, marker and maxItems of Lambda.
/// Items come in the ordinal order of their keys.
/// </summary>
internal static class Paging
{
    private const int DefaultLimit = 25;

    private const int LargestLimit = 500;

    private const int DefaultResults = 100;

    // Lambda gives no more, whatever is asked for.
    private const int LargestFunctionPage = 50;

    private const int LargestMaxItems = 10_000;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static (Page<T>? Page, AwsError? Error) ByPosition<T>(IEnumerable<T> items, Func<T, string> key, string? position, int? limit) =>
        // A limit below one gives an empty page, as AWS does.
        limit < 1
            ? (new Page<T>([], null), null)
            : Cut(items, key, position, Math.Min(limit ?? DefaultLimit, LargestLimit), static from => AwsError.BadRequest($"Invalid position parameter: {from}"));

    /// <param name="maxResults">A text: models of the second interface have numbers as texts here and there.</param>
    public static (Page<T>? Page, AwsError? Error) ByToken<T>(IEnumerable<T> items, Func<T, string> key, string? nextToken, string? maxResults)
    {
        var limit = DefaultResults;
        return maxResults is not null && (!int.TryParse(maxResults, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit < 1)
            ? (null, AwsError.BadRequest($"Invalid maxResults specified: {maxResults}. Must be between 1 and {LargestLimit}"))
            : Cut(items, key, nextToken, Math.Min(limit, LargestLimit), static from => AwsError.BadRequest($"Invalid nextToken parameter: {from}"));
    }

    public static (Page<T>? Page, AwsError? Error) ByMarker<T>(IEnumerable<T> items, Func<T, string> key, string? marker, int? maxItems)
    {
        if (maxItems is < 1 or > LargestMaxItems)
        {
            return (null, AwsError.ValidationFailed(
                maxItems.Value.ToString(CultureInfo.InvariantCulture),
                "maxItems",
                maxItems < 1 ? "Member must have value greater than or equal to 1" : $"Member must have value less than or equal to {LargestMaxItems}"));
        }

        return Cut(
            items, key, marker, Math.Min(maxItems ?? LargestFunctionPage, LargestFunctionPage),
            static _ => AwsError.InvalidParameter("The marker is none that a list has given. Ask for the list without one."));
    }

    private static (Page<T>? Page, AwsError? Error) Cut<T>(IEnumerable<T> items, Func<T, string> key, string? from, int limit, Func<string, AwsError> isNone)
    {
        string? after = null;
        if (!string.IsNullOrEmpty(from) && !TryDecode(from, out after))
        {
            return (null, isNone(from));
        }

        var page = new List<T>();
        foreach (var item in items)
        {
            // What was last may have been deleted since: its place has not.
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
