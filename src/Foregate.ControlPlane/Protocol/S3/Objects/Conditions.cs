// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.ControlPlane.Protocol.S3.Calls;
using Foregate.ControlPlane.Protocol.S3.Values;
using Foregate.ControlPlane.Store.Objects;

namespace Foregate.ControlPlane.Protocol.S3.Objects;

/// <summary>What callers make an answer depend on (RFC 9110 §13), as S3 weighs it.</summary>
internal static class Conditions
{
    /// <summary>Whether the caller has the object already.</summary>
    /// <param name="prefix">Of the headers, for the source of a copy.</param>
    /// <exception cref="S3Exception">A condition does not hold.</exception>
    public static bool IsUnchanged(S3Call call, StoredObject found, string prefix = "")
    {
        // A tag says more than a time: with one that holds, the time does not count.
        var match = call.Header(prefix + "If-Match");
        if (match is not null ? !Matches(match, found.ETag) : Time(call, prefix + "If-Unmodified-Since") is { } unmodified && Seconds(found.LastModified) > unmodified)
        {
            throw new S3Exception(S3Error.PreconditionFailed(match is not null ? "If-Match" : "If-Unmodified-Since"));
        }

        var none = call.Header(prefix + "If-None-Match");
        return none is not null ? Matches(none, found.ETag) : Time(call, prefix + "If-Modified-Since") is { } modified && Seconds(found.LastModified) <= modified;
    }

    /// <summary>What must be so where an object is put; <see langword="null"/> for nothing.</summary>
    public static Func<StoredObject?, bool>? OfPut(S3Call call)
    {
        var (match, none) = (call.Header("If-Match"), call.Header("If-None-Match"));
        if (none is not null && none != "*")
        {
            throw new S3Exception(S3Error.NotBuilt("If-None-Match with an entity tag in PutObject"));
        }

        return match is null && none is null ? null : before => (none is null || before is null) && (match is null || (before is not null && Matches(match, before.ETag)));
    }

    private static bool Matches(string tags, string etag) =>
        tags.Split(',').Any(tag => tag.Trim() is "*" || tag.Trim().Trim('"') == etag);

    // A date that cannot be read is none (RFC 9110 §13.1.3).
    private static DateTimeOffset? Time(S3Call call, string header) =>
        call.Header(header) is { } text && DateTimeOffset.TryParseExact(
            text, ["r", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    private static DateTimeOffset Seconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
