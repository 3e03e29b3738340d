// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.S3.Answers;
using Foregate.ControlPlane.Protocol.S3.Calls;
using Foregate.ControlPlane.Protocol.S3.Values;
using Foregate.ControlPlane.Store.Objects;

namespace Foregate.ControlPlane.Protocol.S3.Objects;

/// <summary>DeleteObjects, on the wire: up to a thousand by one call.</summary>
internal static class DeleteManyHandler
{
    public static async ValueTask<S3Answer> Delete(S3Call call, CancellationToken cancellationToken)
    {
        _ = call.Bucket;
        var document = S3Xml.Read(await call.DocumentAsync(cancellationToken), "Delete");
        var isQuiet = document.Text("Quiet") == "true";
        var objects = document.All("Object").Select(static item => (Key: item.All("Key").FirstOrDefault()?.Value, Version: item.Text("VersionId"), ETag: item.Text("ETag"))).ToList();
        if (objects.Count is 0 or > S3Limits.LargestPage || objects.Exists(static item => string.IsNullOrEmpty(item.Key)))
        {
            throw new S3Exception(S3Error.MalformedXml);
        }

        if (objects.Exists(static item => item.ETag is not null))
        {
            throw new S3Exception(S3Error.NotBuilt("ETag in DeleteObjects"));
        }

        var results = new List<(string Key, string? Version, StoredObject? Deleted, ObjectFault Fault)>(objects.Count);
        foreach (var (key, version, _) in objects)
        {
            var fault = call.Store.Delete(call.BucketName, key!, version, out var deleted);
            results.Add((key!, version, deleted, fault));
        }

        var isVersioned = call.Bucket.Versioning is not null;
        return S3Xml.Answer("DeleteResult", xml =>
        {
            foreach (var (key, version, deleted, fault) in results)
            {
                if (fault != ObjectFault.None)
                {
                    var error = S3Error.Of(fault, call.BucketName, key);
                    xml.Element("Error", item =>
                    {
                        item.Element("Key", key);
                        item.Element("VersionId", version);
                        item.Element("Code", error.Code);
                        item.Element("Message", error.Message);
                    });
                }
                else if (!isQuiet)
                {
                    xml.Element("Deleted", item =>
                    {
                        item.Element("Key", key);
                        item.Element("VersionId", version);
                        if (isVersioned && deleted?.IsDeleteMarker == true)
                        {
                            item.Element("DeleteMarker", true);
                            item.Element("DeleteMarkerVersionId", deleted.VersionId);
                        }
                    });
                }
            }
        });
    }
}
