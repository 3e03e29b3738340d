// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.S3.Answers;
using Foregate.ControlPlane.Protocol.S3.Bodies;
using Foregate.ControlPlane.Protocol.S3.Calls;
using Foregate.ControlPlane.Protocol.S3.Values;
using Foregate.ControlPlane.Store.Objects;

namespace Foregate.ControlPlane.Protocol.S3.Objects;

/// <summary>Objects, on the wire.</summary>
internal static class ObjectHandlers
{
    // What a caller may have said otherwise than the object says it.
    private static readonly string[] s_overrides = ["Content-Type", "Content-Language", "Expires", "Cache-Control", "Content-Disposition", "Content-Encoding"];

    public static async ValueTask<S3Answer> Put(S3Call call, CancellationToken cancellationToken)
    {
        var bucket = call.Bucket;
        var described = ObjectHeaders.Read(call);
        var condition = Conditions.OfPut(call);
        if (call.Header("Content-Length") is null && call.Header("Transfer-Encoding") is null)
        {
            throw new S3Exception(S3Error.MissingContentLength);
        }

        using var content = call.Store.Begin();
        var body = await call.ReceiveAsync(content.Content, call.LargestBody, RunningChecksum.Usual, cancellationToken);
        call.Check(call.Store.Put(call.BucketName, described with { ETag = body.Md5, Checksum = body.Checksum }, content, out var stored, condition));
        var headers = ObjectHeaders.Write(stored, bucket);
        ObjectHeaders.AddChecksum(headers, stored.Checksum);
        return S3Answer.Empty(200, headers);
    }

    public static ValueTask<S3Answer> Get(S3Call call, CancellationToken cancellationToken)
    {
        if (call.Asks("partNumber"))
        {
            throw new S3Exception(S3Error.NotBuilt("partNumber in GetObject"));
        }

        var bucket = call.Bucket;
        var isHead = call.Method == "HEAD";
        OpenObject? opened = null;
        StoredObject? found;
        if (isHead)
        {
            CheckRead(call, call.Store.TryFind(call.AccountId, call.BucketName, call.Key, call.Query("versionId"), out found), found, bucket);
        }
        else
        {
            var fault = call.Store.TryOpen(call.AccountId, call.BucketName, call.Key, call.Query("versionId"), out opened);
            found = opened?.Object;
            if (fault != ObjectFault.None)
            {
                call.Store.TryFind(call.AccountId, call.BucketName, call.Key, call.Query("versionId"), out found);
            }

            CheckRead(call, fault, found, bucket);
        }

        try
        {
            return ValueTask.FromResult(Answer(call, found!, opened, bucket));
        }
        catch
        {
            opened?.Dispose();
            throw;
        }
    }

    public static ValueTask<S3Answer> Delete(S3Call call, CancellationToken cancellationToken)
    {
        var bucket = call.Bucket;
        call.Check(call.Store.Delete(call.BucketName, call.Key, call.Query("versionId"), out var deleted));
        return ValueTask.FromResult(S3Answer.Empty(204, Deleted(deleted, call.Query("versionId"), bucket)));
    }

    private static List<KeyValuePair<string, string>> Deleted(StoredObject? deleted, string? versionId, Bucket bucket)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (bucket.Versioning is not null)
        {
            if (deleted?.IsDeleteMarker == true)
            {
                headers.Add(new("x-amz-delete-marker", "true"));
            }

            if ((deleted?.VersionId ?? versionId) is { } version)
            {
                headers.Add(new("x-amz-version-id", version));
            }
        }

        return headers;
    }

    // A caller learns of a mark of deletion that it is one.
    private static void CheckRead(S3Call call, ObjectFault fault, StoredObject? found, Bucket bucket)
    {
        if (fault == ObjectFault.None)
        {
            return;
        }

        var error = S3Error.Of(fault, call.BucketName, call.Key);
        var headers = new List<KeyValuePair<string, string>>();
        if (found?.IsDeleteMarker == true)
        {
            headers.Add(new("x-amz-delete-marker", "true"));
            ObjectHeaders.AddVersion(headers, found, bucket);
        }

        throw new S3Exception(error with { Headers = headers });
    }

    private static S3Answer Answer(S3Call call, StoredObject found, OpenObject? opened, Bucket bucket)
    {
        var headers = ObjectHeaders.Write(found, bucket);
        headers.Add(new("Last-Modified", S3Xml.HttpTime(found.LastModified)));
        headers.Add(new("Accept-Ranges", "bytes"));
        if (Conditions.IsUnchanged(call, found))
        {
            opened?.Dispose();
            return S3Answer.Empty(304, headers);
        }

        foreach (var name in s_overrides)
        {
            if ((call.Query("response-" + name.ToLowerInvariant()) ?? found.Headers.GetValueOrDefault(name.ToLowerInvariant())) is { } value)
            {
                headers.Add(new(name, value));
            }
        }

        headers.AddRange(found.Metadata.Select(static item => KeyValuePair.Create("x-amz-meta-" + item.Key, item.Value)));
        if (!found.Tags.IsEmpty)
        {
            headers.Add(new("x-amz-tagging-count", $"{found.Tags.Count}"));
        }

        var range = ByteRange.Of(call.Header("Range"), found.Size);
        if (range is { } part)
        {
            headers.Add(new("Content-Range", $"bytes {part.First}-{part.First + part.Length - 1}/{found.Size}"));
            opened?.Content.Seek(part.First, SeekOrigin.Begin);
        }
        else if ("ENABLED".Equals(call.Header("x-amz-checksum-mode"), StringComparison.OrdinalIgnoreCase))
        {
            ObjectHeaders.AddChecksum(headers, found.Checksum);
        }

        return new S3Answer { StatusCode = range is null ? 200 : 206, Headers = headers, Content = opened?.Content, Length = range?.Length ?? found.Size, Object = opened };
    }
}
