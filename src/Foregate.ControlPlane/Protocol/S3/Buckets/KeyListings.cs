// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.S3.Calls;
using Foregate.ControlPlane.Protocol.S3.Values;

namespace Foregate.ControlPlane.Protocol.S3.Buckets;

/// <summary>Pages of keys, as calls ask for them.</summary>
internal static class KeyListings
{
    /// <param name="all">In the order of their keys.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <param name="includesMarker">Whether what has that key itself is in the page: then it was cut already.</param>
    public static KeyListing<T> Of<T>(S3Call call, IEnumerable<T> all, Func<T, string> keyOf, string after, bool includesMarker = false, string mostName = "max-keys")
    {
        if (call.Query("encoding-type") is { } encoding && encoding != "url")
        {
            throw new S3Exception(S3Error.InvalidArgument("Invalid Encoding Method specified in Request", "encoding-type", encoding));
        }

        var listing = new KeyListing<T>
        {
            Prefix = call.Query("prefix") ?? "",
            Delimiter = call.Query("delimiter") ?? "",
            Most = Math.Min(call.Number(mostName, 0, int.MaxValue) ?? S3Limits.LargestPage, S3Limits.LargestPage),
            IsEncoded = call.Query("encoding-type") == "url",
        };
        listing.Fill(all, keyOf, after, includesMarker);
        return listing;
    }
}
