// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.S3.Answers;
using Foregate.ControlPlane.Protocol.S3.Bodies;
using Foregate.ControlPlane.Protocol.S3.Calls;
using Foregate.ControlPlane.Protocol.S3.Values;
using Foregate.ControlPlane.Store.Objects;

namespace Foregate.ControlPlane.Protocol.S3.Objects;

/// <summary>Objects and parts that are made of other objects, on the wire.</summary>
internal static class CopyHandlers
{
    private const string SourceHeader = "x-amz-copy-source";

    public static async ValueTask<S3Answer> Copy(S3Call call, CancellationToken cancellationToken)
    {
        var bucket = call.Bucket;
        var described = ObjectHeaders.Read(call);
        var condition = Conditions.OfPut(call);
        var replacesMetadata = Directive(call, "x-amz-metadata-directive");
        var replacesTags = Directive(call, "x-amz-tagging-directive");
        using var source = Open(call);
        if (source.Object.Key == call.Key && source.Bucket == call.BucketName && source.VersionId is null && !replacesMetadata && !replacesTags && call.Header("x-amz-server-side-encryption") is null)
        {
            throw new S3Exception(S3Error.InvalidRequest(
                "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes."));
        }

        using var content = call.Store.Begin();
        var body = await CopyAsync(source, content.Content, new ByteRange(0, source.Object.Size), call.Header("x-amz-checksum-algorithm") ?? Plain(source.Object.Checksum), call, cancellationToken);
        var made = described with
        {
            Headers = replacesMetadata ? described.Headers : source.Object.Headers,
            Metadata = replacesMetadata ? described.Metadata : source.Object.Metadata,
            Tags = replacesTags ? described.Tags : source.Object.Tags,
            ETag = body.Md5,
            Checksum = body.Checksum,
        };
        call.Check(call.Store.Put(call.BucketName, made, content, out var stored, condition));
        var answer = Result("CopyObjectResult", stored.ETag, stored.LastModified, stored.Checksum);
        var headers = new List<KeyValuePair<string, string>>(answer.Headers);
        ObjectHeaders.AddVersion(headers, stored, bucket);
        AddSource(headers, source);
        return answer with { Headers = headers };
    }

    public static async ValueTask<S3Answer> CopyPart(S3Call call, CancellationToken cancellationToken)
    {
        _ = call.Bucket;
        var number = call.Number("partNumber", 1, S3Limits.LargestPartNumber)!.Value;
        call.Check(call.Store.Uploads.TryFind(call.BucketName, call.Key, call.Query("uploadId")!, out var upload));
        using var source = Open(call);
        var all = new ByteRange(0, source.Object.Size);
        var range = call.Header("x-amz-copy-source-range") is { } said
            ? ByteRange.Of(said, source.Object.Size) ?? throw new S3Exception(S3Error.InvalidArgument("The x-amz-copy-source-range value must be of the form bytes=first-last", "x-amz-copy-source-range", said))
            : all;
        using var content = call.Store.Begin();
        var body = await CopyAsync(source, content.Content, range, upload!.ChecksumAlgorithm, call, cancellationToken);
        var part = new UploadPart { Number = number, ContentId = "", Size = 0, ETag = body.Md5, LastModified = default, Checksum = body.Checksum };
        call.Check(call.Store.Uploads.Put(call.BucketName, call.Key, upload.Id, part, content, out var stored));
        var answer = Result("CopyPartResult", stored.ETag, stored.LastModified, stored.Checksum);
        var headers = new List<KeyValuePair<string, string>>(answer.Headers);
        AddSource(headers, source);
        return answer with { Headers = headers };
    }

    // A checksum of parts' checksums says nothing of the bytes that are copied.
    private static string Plain(ObjectChecksum? checksum) => checksum is { IsComposite: false } ? checksum.Algorithm : RunningChecksum.Usual;

    private static Source Open(S3Call call)
    {
        var said = call.Header(SourceHeader)!;
        var query = said.IndexOf("?versionId=", StringComparison.Ordinal);
        var version = query < 0 ? null : said[(query + "?versionId=".Length)..];
        var path = S3Address.Decode(query < 0 ? said : said[..query]).TrimStart('/');
        var end = path.IndexOf('/', StringComparison.Ordinal);
        if (end <= 0 || end == path.Length - 1)
        {
            throw new S3Exception(S3Error.InvalidArgument("Copy Source must mention the source bucket and key: sourcebucket/sourcekey", SourceHeader, said));
        }

        var (bucket, key) = (path[..end], path[(end + 1)..]);
        var fault = call.Store.TryOpen(call.AccountId, bucket, key, version, out var opened);
        if (fault != ObjectFault.None)
        {
            throw new S3Exception(S3Error.Of(fault, bucket, key));
        }

        var source = new Source(bucket, version, opened!, call.Store.FindBucket(bucket)?.Versioning is not null);
        try
        {
            return Conditions.IsUnchanged(call, opened!.Object, SourceHeader + "-") ? throw new S3Exception(S3Error.PreconditionFailed("x-amz-copy-source-If-None-Match")) : source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static async ValueTask<ReceivedBody> CopyAsync(Source source, Stream target, ByteRange range, string? checksum, S3Call call, CancellationToken cancellationToken)
    {
        if (range.Length > call.LargestBody)
        {
            throw new S3Exception(S3Error.InvalidRequest($"The specified copy source is larger than the maximum allowable size for a copy source: {call.LargestBody}"));
        }

        source.Content.Seek(range.First, SeekOrigin.Begin);
        using var sink = new BodySink(target, call.LargestBody, checksum);
        var buffer = new byte[128 * 1024];
        for (var left = range.Length; left > 0;)
        {
            var count = await source.Content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancellationToken);
            if (count == 0)
            {
                throw new EndOfStreamException($"The bytes of {source.Bucket}/{source.Object.Key} end before {source.Object.Size}.");
            }

            left -= count;
            await sink.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        return sink.Finish();
    }

    private static bool Directive(S3Call call, string header) => call.Header(header) switch
    {
        null or "COPY" => false,
        "REPLACE" => true,
        var other => throw new S3Exception(S3Error.InvalidArgument("Unknown directive.", header, other)),
    };

    private static S3Answer Result(string root, string etag, DateTimeOffset time, ObjectChecksum? checksum) => S3Xml.Answer(root, xml =>
    {
        xml.Element("LastModified", S3Xml.Time(time));
        xml.Element("ETag", $"\"{etag}\"");
        if (checksum is not null)
        {
            xml.Element("Checksum" + checksum.Algorithm, checksum.Value);
            xml.Element("ChecksumType", checksum.IsComposite ? "COMPOSITE" : "FULL_OBJECT");
        }
    });

    private static void AddSource(List<KeyValuePair<string, string>> headers, Source source)
    {
        if (source.IsVersioned)
        {
            headers.Add(new("x-amz-copy-source-version-id", source.Object.VersionId));
        }
    }

    private sealed record Source(string Bucket, string? VersionId, OpenObject Opened, bool IsVersioned) : IDisposable
    {
        public StoredObject Object => Opened.Object;

        public Stream Content => Opened.Content;

        public void Dispose() => Opened.Dispose();
    }
}
