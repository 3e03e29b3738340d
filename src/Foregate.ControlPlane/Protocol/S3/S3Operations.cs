// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.S3.Buckets;
using Foregate.ControlPlane.Protocol.S3.Calls;
using Foregate.ControlPlane.Protocol.S3.Objects;
using Foregate.ControlPlane.Protocol.S3.Values;

namespace Foregate.ControlPlane.Protocol.S3;

/// <summary>Which operation a request means: method, what is named (nothing, a bucket, an object), and the words of the query that stand for a part of it.</summary>
internal static class S3Operations
{
    // S3's words for parts of buckets and objects. One that stands in a query and is nobody's operation is refused: the request means something else than it would without.
    private static readonly string[] s_words =
    [
        "accelerate", "acl", "analytics", "attributes", "cors", "delete", "encryption", "intelligent-tiering", "inventory", "legal-hold", "lifecycle", "location", "logging", "metrics",
        "metadataConfiguration", "metadataTable", "notification", "object-lock", "ownershipControls", "policy", "policyStatus", "publicAccessBlock", "renameObject", "replication", "requestPayment",
        "restore", "retention", "select", "session", "tagging", "torrent", "uploads", "versioning", "versions", "website",
    ];

    private static readonly Dictionary<string, S3Operation> s_operations = Build();

    /// <summary>Names of all operations, as AWS has them.</summary>
    public static IEnumerable<string> Names => s_operations.Values.Select(static operation => operation.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <exception cref="S3Exception">There is none, or it is not built.</exception>
    public static S3Operation Find(S3Call call)
    {
        var word = call.QueryNames.FirstOrDefault(static name => s_words.Contains(name));
        var place = call.BucketName.Length == 0 ? "/" : call.Key.Length == 0 ? "bucket" : "object";
        var variant = word
            ?? (place == "object" && call.Asks("uploadId") ? "uploadId" : place == "bucket" && call.Query("list-type") == "2" && call.Method == "GET" ? "list-type" : "");
        if (call.Method == "PUT" && place == "object" && call.Header("x-amz-copy-source") is not null && word is null)
        {
            variant += "+copy";
        }

        if (s_operations.GetValueOrDefault($"{call.Method} {place} {variant}") is { } operation)
        {
            return operation;
        }

        throw new S3Exception(word is not null && call.Method is "GET" or "PUT" or "POST" or "DELETE" or "HEAD" ? S3Error.NotBuilt($"{call.Method} of {word} of the {(place == "/" ? "service" : place)}")
            : call.Method == "POST" ? S3Error.NotBuilt("POST of an object by a form")
            : S3Error.MethodNotAllowed(call.Method));
    }

    private static Dictionary<string, S3Operation> Build()
    {
        var all = new Dictionary<string, S3Operation>(StringComparer.Ordinal)
        {
            ["GET / "] = new("ListBuckets", BucketHandlers.List),
            ["PUT bucket "] = new("CreateBucket", BucketHandlers.Create),
            ["HEAD bucket "] = new("HeadBucket", BucketHandlers.Head),
            ["DELETE bucket "] = new("DeleteBucket", BucketHandlers.Delete),
            ["GET bucket "] = new("ListObjects", ListHandlers.ListObjects),
            ["GET bucket list-type"] = new("ListObjectsV2", ListHandlers.ListObjectsV2),
            ["GET bucket versions"] = new("ListObjectVersions", ListHandlers.ListVersions),
            ["GET bucket uploads"] = new("ListMultipartUploads", ListHandlers.ListUploads),
            ["GET bucket location"] = new("GetBucketLocation", BucketHandlers.GetLocation),
            ["GET bucket versioning"] = new("GetBucketVersioning", SettingHandlers.GetVersioning),
            ["PUT bucket versioning"] = new("PutBucketVersioning", SettingHandlers.PutVersioning),
            ["GET bucket acl"] = new("GetBucketAcl", SettingHandlers.GetAcl),
            ["POST bucket delete"] = new("DeleteObjects", DeleteManyHandler.Delete),
            ["PUT object "] = new("PutObject", ObjectHandlers.Put),
            ["PUT object +copy"] = new("CopyObject", CopyHandlers.Copy),
            ["GET object "] = new("GetObject", ObjectHandlers.Get),
            ["HEAD object "] = new("HeadObject", ObjectHandlers.Get),
            ["DELETE object "] = new("DeleteObject", ObjectHandlers.Delete),
            ["GET object acl"] = new("GetObjectAcl", SettingHandlers.GetAcl),
            ["GET object tagging"] = new("GetObjectTagging", TagHandlers.Get),
            ["PUT object tagging"] = new("PutObjectTagging", TagHandlers.Put),
            ["DELETE object tagging"] = new("DeleteObjectTagging", TagHandlers.Delete),
            ["POST object uploads"] = new("CreateMultipartUpload", UploadHandlers.Begin),
            ["PUT object uploadId"] = new("UploadPart", UploadHandlers.PutPart),
            ["PUT object uploadId+copy"] = new("UploadPartCopy", CopyHandlers.CopyPart),
            ["GET object uploadId"] = new("ListParts", UploadHandlers.ListParts),
            ["POST object uploadId"] = new("CompleteMultipartUpload", UploadHandlers.Complete),
            ["DELETE object uploadId"] = new("AbortMultipartUpload", UploadHandlers.Abort),
        };
        foreach (var setting in BucketSetting.All)
        {
            all.Add($"GET bucket {setting.Name}", new("Get" + NameOf(setting.Name), (call, _) => SettingHandlers.Get(call, setting)));
            all.Add($"PUT bucket {setting.Name}", new("Put" + NameOf(setting.Name), (call, cancellationToken) => SettingHandlers.Put(call, setting, cancellationToken)));
            all.Add($"DELETE bucket {setting.Name}", new("Delete" + (setting.Name == "lifecycle" ? "BucketLifecycle" : NameOf(setting.Name)), (call, _) => SettingHandlers.Delete(call, setting)));
        }

        foreach (var (name, document) in BucketSetting.Empty)
        {
            all.Add($"GET bucket {name}", new("Get" + NameOf(name), (call, _) => SettingHandlers.GetFixed(call, document)));
        }

        foreach (var (name, error) in BucketSetting.Absent)
        {
            all.Add($"GET bucket {name}", new("Get" + NameOf(name), (call, _) => SettingHandlers.GetAbsent(call, error)));
        }

        return all;
    }

    private static string NameOf(string word) => word switch
    {
        "publicAccessBlock" => "PublicAccessBlock",
        "object-lock" => "ObjectLockConfiguration",
        "accelerate" => "BucketAccelerateConfiguration",
        "notification" => "BucketNotificationConfiguration",
        "lifecycle" => "BucketLifecycleConfiguration",
        _ => "Bucket" + char.ToUpperInvariant(word[0]) + word[1..],
    };
}
