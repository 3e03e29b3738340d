// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text;
using Foregate.ControlPlane.Protocol.Requests;
using Foregate.ControlPlane.Protocol.S3.Buckets;
using Foregate.ControlPlane.Protocol.S3.Calls;
using Foregate.ControlPlane.Protocol.S3.Values;
using Foregate.ControlPlane.Store.Objects;

namespace Foregate.ControlPlane.Protocol.S3.Objects;

/// <summary>What is said of an object in the headers of calls and answers.</summary>
internal static class ObjectHeaders
{
    private const string MetadataPrefix = "x-amz-meta-";
    private const string Encryption = "x-amz-server-side-encryption";
    private const string Chunked = "aws-chunked";

    private static readonly string[] s_kept = ["Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Type", "Expires", Encryption, Encryption + "-aws-kms-key-id"];

    // What S3 would do and is not done here.
    private static readonly string[] s_refused =
    [
        "x-amz-website-redirect-location", "x-amz-object-lock-mode", "x-amz-object-lock-retain-until-date", "x-amz-object-lock-legal-hold", "x-amz-write-offset-bytes",
        Encryption + "-customer-algorithm", "x-amz-copy-source-server-side-encryption-customer-algorithm", Encryption + "-context",
    ];

    /// <summary>The object as the headers of a call describe it.</summary>
    public static StoredObject Read(S3Call call)
    {
        CheckKey(call.Key);
        CannedAcls.Check(call);
        if (Array.Find(s_refused, name => call.Header(name) is not null) is { } refused)
        {
            throw new S3Exception(S3Error.NotBuilt(refused));
        }

        if (call.Header("x-amz-storage-class") is { } storage and not "STANDARD")
        {
            throw new S3Exception(S3Error.NotBuilt($"the storage class {storage}"));
        }

        if (call.Header(Encryption) is { } encryption and not ("AES256" or "aws:kms"))
        {
            throw new S3Exception(S3Error.InvalidArgument("The encryption method specified is not supported", Encryption, encryption));
        }

        var headers = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var name in s_kept)
        {
            if (call.Header(name) is { Length: > 0 } value && (name != "Content-Encoding" || (value = Unchunked(value)).Length > 0))
            {
                headers.Add(name.ToLowerInvariant(), value);
            }
        }

        headers.TryAdd("content-type", "binary/octet-stream");
        return new StoredObject { Key = call.Key, Headers = headers.ToImmutable(), Metadata = Metadata(call), Tags = Tags(call.Header("x-amz-tagging")) };
    }

    /// <summary>What answers tell of an object besides its bytes.</summary>
    public static List<KeyValuePair<string, string>> Write(StoredObject version, Bucket bucket)
    {
        var headers = new List<KeyValuePair<string, string>> { new("ETag", $"\"{version.ETag}\"") };
        headers.AddRange(version.Headers.Where(static header => header.Key.StartsWith(Encryption, StringComparison.Ordinal)));
        AddVersion(headers, version, bucket);
        return headers;
    }

    public static void AddVersion(List<KeyValuePair<string, string>> headers, StoredObject version, Bucket bucket)
    {
        if (bucket.Versioning is not null)
        {
            headers.Add(new("x-amz-version-id", version.VersionId));
        }
    }

    public static void AddChecksum(List<KeyValuePair<string, string>> headers, ObjectChecksum? checksum)
    {
        if (checksum is not null)
        {
            headers.Add(new(Bodies.RunningChecksum.HeaderOf(checksum.Algorithm), checksum.Value));
            headers.Add(new("x-amz-checksum-type", checksum.IsComposite ? "COMPOSITE" : "FULL_OBJECT"));
        }
    }

    /// <summary>A tag set in the form of a query.</summary>
    public static ImmutableSortedDictionary<string, string> Tags(string? query)
    {
        if (string.IsNullOrEmpty(query))
        {
            return ImmutableSortedDictionary<string, string>.Empty;
        }

        return CheckedTags(QueryString.Parse(query));
    }

    public static ImmutableSortedDictionary<string, string> CheckedTags(IEnumerable<KeyValuePair<string, string>> all)
    {
        var tags = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in all)
        {
            if (name.Length is 0 or > 128 || value.Length > 256)
            {
                throw new S3Exception(S3Error.InvalidTag("The TagKey you have provided is invalid, or its value is too long"));
            }

            if (!tags.TryAdd(name, value))
            {
                throw new S3Exception(S3Error.InvalidTag("Cannot provide multiple Tags with the same key"));
            }
        }

        return tags.Count <= 10 ? tags.ToImmutable() : throw new S3Exception(new S3Error("BadRequest", 400, "Object tags cannot be greater than 10"));
    }

    private static void CheckKey(string key)
    {
        if (Encoding.UTF8.GetByteCount(key) is var length && length > S3Limits.LongestKey)
        {
            throw new S3Exception(S3Error.KeyTooLong(length));
        }
    }

    private static ImmutableSortedDictionary<string, string> Metadata(S3Call call)
    {
        var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var size = 0;
        foreach (var (name, value) in call.Headers)
        {
            if (name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
            {
                var key = name[MetadataPrefix.Length..].ToLowerInvariant();
                metadata[key] = metadata.TryGetValue(key, out var before) ? $"{before},{value}" : value;
                size += key.Length + Encoding.UTF8.GetByteCount(value);
            }
        }

        return size <= S3Limits.LargestMetadata ? metadata.ToImmutable() : throw new S3Exception(S3Error.MetadataTooLarge(size));
    }

    // How the body came says nothing of the object.
    private static string Unchunked(string encoding) =>
        string.Join(", ", encoding.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(static coding => !coding.Equals(Chunked, StringComparison.OrdinalIgnoreCase)));
}
