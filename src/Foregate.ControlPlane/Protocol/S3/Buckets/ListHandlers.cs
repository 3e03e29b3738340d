// SPDX-License-Identifier: Apache-2.0
using System.Xml;
using Foregate.ControlPlane.Protocol.S3.Answers;
using Foregate.ControlPlane.Protocol.S3.Calls;
using Foregate.ControlPlane.Protocol.S3.Values;
using Foregate.ControlPlane.Store.Objects;

namespace Foregate.ControlPlane.Protocol.S3.Buckets;

/// <summary>What is in a bucket, on the wire.</summary>
internal static class ListHandlers
{
    public static ValueTask<S3Answer> ListObjects(S3Call call, CancellationToken cancellationToken)
    {
        var marker = call.Query("marker") ?? "";
        var listing = KeyListings.Of(call, Current(call), static version => version.Key, marker);
        return ValueTask.FromResult(S3Xml.Answer("ListBucketResult", xml =>
        {
            Head(xml, call, listing);
            xml.Element("Marker", listing.Encoded(marker));
            xml.Element("NextMarker", listing.IsTruncated && listing.Delimiter.Length > 0 ? listing.Encoded(listing.Last) : null);
            Entries(xml, call, listing, hasOwner: true);
        }));
    }

    public static ValueTask<S3Answer> ListObjectsV2(S3Call call, CancellationToken cancellationToken)
    {
        var token = call.Query("continuation-token");
        if (token is { Length: 0 })
        {
            throw new S3Exception(S3Error.InvalidArgument("The continuation token provided is incorrect", "continuation-token", ""));
        }

        var startAfter = call.Query("start-after");
        var listing = KeyListings.Of(call, Current(call), static version => version.Key, token is null ? startAfter ?? "" : Pages.Decode(token));
        return ValueTask.FromResult(S3Xml.Answer("ListBucketResult", xml =>
        {
            Head(xml, call, listing);
            xml.Element("KeyCount", listing.Items.Count + listing.CommonPrefixes.Count);
            xml.Element("ContinuationToken", token);
            xml.Element("NextContinuationToken", listing.IsTruncated ? Pages.Encode(listing.Last) : null);
            xml.Element("StartAfter", startAfter is null ? null : listing.Encoded(startAfter));
            Entries(xml, call, listing, call.Query("fetch-owner") == "true");
        }));
    }

    public static ValueTask<S3Answer> ListVersions(S3Call call, CancellationToken cancellationToken)
    {
        var (keyMarker, versionMarker) = (call.Query("key-marker") ?? "", call.Query("version-id-marker"));
        if (versionMarker is { Length: > 0 } && keyMarker.Length == 0)
        {
            throw new S3Exception(S3Error.InvalidArgument("A version-id marker cannot be specified without a key marker.", "version-id-marker", versionMarker));
        }

        var contents = call.Contents;
        var all = contents.Objects.Values.SelectMany(static versions => versions.Versions);
        var isAfter = false;
        if (versionMarker is { Length: > 0 })
        {
            // Within its key, a list goes on after the version that was told last.
            all = all.Where(version =>
            {
                var isIn = version.Key != keyMarker || isAfter;
                isAfter |= version.Key == keyMarker && version.VersionId == versionMarker;
                return isIn;
            });
        }

        var listing = KeyListings.Of(call, all, static version => version.Key, keyMarker, includesMarker: versionMarker is { Length: > 0 });
        var last = listing.Items.Count > 0 ? listing.Items[^1] : null;
        return ValueTask.FromResult(S3Xml.Answer("ListVersionsResult", xml =>
        {
            Head(xml, call, listing);
            xml.Element("KeyMarker", listing.Encoded(keyMarker));
            xml.Element("VersionIdMarker", versionMarker ?? "");
            xml.Element("NextKeyMarker", listing.IsTruncated ? listing.Encoded(listing.Last) : null);
            xml.Element("NextVersionIdMarker", listing.IsTruncated && last?.Key == listing.Last ? last.VersionId : null);
            foreach (var version in listing.Items)
            {
                xml.Element(version.IsDeleteMarker ? "DeleteMarker" : "Version", item =>
                {
                    item.Element("Key", listing.Encoded(version.Key));
                    item.Element("VersionId", version.VersionId);
                    item.Element("IsLatest", ReferenceEquals(contents.Objects[version.Key].Latest, version));
                    item.Element("LastModified", S3Xml.Time(version.LastModified));
                    if (!version.IsDeleteMarker)
                    {
                        Content(item, version);
                    }

                    item.Owner("Owner", call.AccountId);
                });
            }

            Prefixes(xml, listing);
        }));
    }

    public static ValueTask<S3Answer> ListUploads(S3Call call, CancellationToken cancellationToken)
    {
        var (keyMarker, idMarker) = (call.Query("key-marker") ?? "", call.Query("upload-id-marker"));
        var all = call.Contents.Uploads.Values
            .OrderBy(static upload => upload.Object.Key, KeyOrder.Instance)
            .ThenBy(static upload => upload.Id, StringComparer.Ordinal)
            .Where(upload => idMarker is not { Length: > 0 } || upload.Object.Key != keyMarker || string.CompareOrdinal(upload.Id, idMarker) > 0);
        var listing = KeyListings.Of(call, all, static upload => upload.Object.Key, keyMarker, includesMarker: idMarker is { Length: > 0 }, mostName: "max-uploads");
        var last = listing.Items.Count > 0 ? listing.Items[^1] : null;
        return ValueTask.FromResult(S3Xml.Answer("ListMultipartUploadsResult", xml =>
        {
            xml.Element("Bucket", call.BucketName);
            xml.Element("KeyMarker", listing.Encoded(keyMarker));
            xml.Element("UploadIdMarker", idMarker ?? "");
            xml.Element("NextKeyMarker", listing.IsTruncated ? listing.Encoded(listing.Last) : null);
            xml.Element("NextUploadIdMarker", listing.IsTruncated && last?.Object.Key == listing.Last ? last.Id : null);
            xml.Element("Prefix", listing.Encoded(listing.Prefix));
            xml.Element("Delimiter", listing.Delimiter.Length == 0 ? null : listing.Encoded(listing.Delimiter));
            xml.Element("EncodingType", listing.IsEncoded ? "url" : null);
            xml.Element("MaxUploads", listing.Most);
            xml.Element("IsTruncated", listing.IsTruncated);
            foreach (var upload in listing.Items)
            {
                xml.Element("Upload", item =>
                {
                    item.Element("Key", listing.Encoded(upload.Object.Key));
                    item.Element("UploadId", upload.Id);
                    item.Owner("Initiator", call.AccountId);
                    item.Owner("Owner", call.AccountId);
                    item.Element("StorageClass", "STANDARD");
                    item.Element("Initiated", S3Xml.Time(upload.Initiated));
                    item.Element("ChecksumAlgorithm", upload.ChecksumAlgorithm);
                });
            }

            Prefixes(xml, listing);
        }));
    }

    private static IEnumerable<StoredObject> Current(S3Call call) => call.Contents.Objects.Values.Select(static versions => versions.Current).OfType<StoredObject>();

    private static void Head<T>(XmlWriter xml, S3Call call, KeyListing<T> listing)
    {
        xml.Element("Name", call.BucketName);
        xml.Element("Prefix", listing.Encoded(listing.Prefix));
        xml.Element("Delimiter", listing.Delimiter.Length == 0 ? null : listing.Encoded(listing.Delimiter));
        xml.Element("EncodingType", listing.IsEncoded ? "url" : null);
        xml.Element("MaxKeys", listing.Most);
        xml.Element("IsTruncated", listing.IsTruncated);
    }

    private static void Entries(XmlWriter xml, S3Call call, KeyListing<StoredObject> listing, bool hasOwner)
    {
        foreach (var version in listing.Items)
        {
            xml.Element("Contents", item =>
            {
                item.Element("Key", listing.Encoded(version.Key));
                item.Element("LastModified", S3Xml.Time(version.LastModified));
                Content(item, version);
                if (hasOwner)
                {
                    item.Owner("Owner", call.AccountId);
                }
            });
        }

        Prefixes(xml, listing);
    }

    private static void Content(XmlWriter xml, StoredObject version)
    {
        xml.Element("ETag", $"\"{version.ETag}\"");
        xml.Element("ChecksumAlgorithm", version.Checksum?.Algorithm);
        xml.Element("ChecksumType", version.Checksum is null ? null : version.Checksum.IsComposite ? "COMPOSITE" : "FULL_OBJECT");
        xml.Element("Size", version.Size);
        xml.Element("StorageClass", "STANDARD");
    }

    private static void Prefixes<T>(XmlWriter xml, KeyListing<T> listing)
    {
        foreach (var prefix in listing.CommonPrefixes)
        {
            xml.Element("CommonPrefixes", item => item.Element("Prefix", listing.Encoded(prefix)));
        }
    }
}
