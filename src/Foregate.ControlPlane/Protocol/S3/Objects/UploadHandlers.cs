// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using Foregate.ControlPlane.Protocol.S3.Answers;
using Foregate.ControlPlane.Protocol.S3.Bodies;
using Foregate.ControlPlane.Protocol.S3.Calls;
using Foregate.ControlPlane.Protocol.S3.Values;
using Foregate.ControlPlane.Store.Objects;

namespace Foregate.ControlPlane.Protocol.S3.Objects;

/// <summary>Objects that come in parts, on the wire.</summary>
internal static class UploadHandlers
{
    public static ValueTask<S3Answer> Begin(S3Call call, CancellationToken cancellationToken)
    {
        _ = call.Bucket;
        var described = ObjectHeaders.Read(call);
        var algorithm = call.Header("x-amz-checksum-algorithm")?.ToUpperInvariant();
        var type = call.Header("x-amz-checksum-type")?.ToUpperInvariant();
        if (algorithm is not null && !RunningChecksum.Algorithms.Contains(algorithm))
        {
            throw new S3Exception(S3Error.InvalidRequest("Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"));
        }

        var isHash = algorithm is "SHA1" or "SHA256";
        if (type is not (null or "COMPOSITE" or "FULL_OBJECT") || (type == "FULL_OBJECT" && isHash) || (type == "COMPOSITE" && algorithm == "CRC64NVME") || (type is not null && algorithm is null))
        {
            throw new S3Exception(S3Error.InvalidRequest($"The {type} checksum type cannot be used with the {algorithm?.ToLowerInvariant() ?? "missing"} checksum algorithm."));
        }

        var isComposite = algorithm is not (null or "CRC64NVME") && type != "FULL_OBJECT";
        call.Check(call.Store.Uploads.Begin(call.BucketName, described, algorithm, isComposite, out var upload));
        var answer = S3Xml.Answer("InitiateMultipartUploadResult", xml =>
        {
            xml.Element("Bucket", call.BucketName);
            xml.Element("Key", call.Key);
            xml.Element("UploadId", upload!.Id);
        });
        return ValueTask.FromResult(algorithm is null ? answer : answer with
        {
            Headers = [.. answer.Headers, new("x-amz-checksum-algorithm", algorithm), new("x-amz-checksum-type", isComposite ? "COMPOSITE" : "FULL_OBJECT")],
        });
    }

    public static async ValueTask<S3Answer> PutPart(S3Call call, CancellationToken cancellationToken)
    {
        _ = call.Bucket;
        var number = call.Number("partNumber", 1, S3Limits.LargestPartNumber)!.Value;
        var upload = Find(call);
        using var content = call.Store.Begin();
        var body = await call.ReceiveAsync(content.Content, call.LargestBody, upload.ChecksumAlgorithm, cancellationToken);
        if (upload.ChecksumAlgorithm is { } algorithm && body.Checksum!.Algorithm != algorithm)
        {
            throw new S3Exception(S3Error.InvalidRequest($"Checksum Type mismatch occurred, expected checksum Type: {algorithm.ToLowerInvariant()}, actual checksum Type: {body.Checksum.Algorithm.ToLowerInvariant()}"));
        }

        var part = new UploadPart { Number = number, ContentId = "", Size = 0, ETag = body.Md5, LastModified = default, Checksum = body.Checksum };
        call.Check(call.Store.Uploads.Put(call.BucketName, call.Key, upload.Id, part, content, out var stored));
        var headers = new List<KeyValuePair<string, string>> { new("ETag", $"\"{stored.ETag}\"") };
        if (stored.Checksum is { } checksum)
        {
            headers.Add(new(RunningChecksum.HeaderOf(checksum.Algorithm), checksum.Value));
        }

        return S3Answer.Empty(200, headers);
    }

    public static async ValueTask<S3Answer> Complete(S3Call call, CancellationToken cancellationToken)
    {
        var bucket = call.Bucket;
        var condition = Conditions.OfPut(call);
        var upload = Find(call);
        var parts = Chosen(upload, S3Xml.Read(await call.DocumentAsync(cancellationToken), "CompleteMultipartUpload"));
        if (call.Header("x-amz-mp-object-size") is { } size && size != parts.Sum(static part => part.Size).ToString(CultureInfo.InvariantCulture))
        {
            throw new S3Exception(S3Error.InvalidRequest("The provided 'x-amz-mp-object-size' header value does not match what was computed."));
        }

        using var content = call.Store.Begin();
        using var whole = RunningChecksum.Of(upload.ChecksumAlgorithm ?? RunningChecksum.Usual)!;
        await call.Store.Uploads.JoinAsync(parts, content.Content, bytes => whole.Append(bytes.Span), cancellationToken);
        var checksum = upload.IsComposite ? Composite(upload.ChecksumAlgorithm!, parts) : new ObjectChecksum(whole.Algorithm, whole.Finish());
        if (call.Header(RunningChecksum.HeaderOf(checksum.Algorithm)) is { } said && said.Split('-')[0] != checksum.Value.Split('-')[0])
        {
            throw new S3Exception(S3Error.BadDigest(checksum.Algorithm));
        }

        var tags = parts.SelectMany(static part => Convert.FromHexString(part.ETag)).ToArray();
        var made = upload.Object with { ETag = $"{Md5(tags)}-{parts.Count}", Checksum = checksum };
        call.Check(call.Store.Put(call.BucketName, made, content, out var stored, condition));
        // The object is there: an upload that cannot be removed only takes room, and whoever asks again gets the same object.
        call.Store.Uploads.Remove(call.BucketName, call.Key, upload.Id);
        var answer = S3Xml.Answer("CompleteMultipartUploadResult", xml =>
        {
            xml.Element("Location", $"/{call.BucketName}/{Uri.EscapeDataString(call.Key).Replace("%2F", "/", StringComparison.Ordinal)}");
            xml.Element("Bucket", call.BucketName);
            xml.Element("Key", call.Key);
            xml.Element("ETag", $"\"{stored.ETag}\"");
            xml.Element("Checksum" + checksum.Algorithm, checksum.Value);
            xml.Element("ChecksumType", checksum.IsComposite ? "COMPOSITE" : "FULL_OBJECT");
        });
        return answer with { Headers = [.. answer.Headers, .. ObjectHeaders.Write(stored, bucket).Where(static header => header.Key != "ETag")] };
    }

    public static ValueTask<S3Answer> Abort(S3Call call, CancellationToken cancellationToken)
    {
        _ = call.Bucket;
        call.Check(call.Store.Uploads.Remove(call.BucketName, call.Key, call.Query("uploadId")!));
        return ValueTask.FromResult(S3Answer.Empty(204));
    }

    public static ValueTask<S3Answer> ListParts(S3Call call, CancellationToken cancellationToken)
    {
        _ = call.Bucket;
        var upload = Find(call);
        var after = call.Number("part-number-marker", 0, int.MaxValue) ?? 0;
        var most = Math.Min(call.Number("max-parts", 0, int.MaxValue) ?? S3Limits.LargestPage, S3Limits.LargestPage);
        var rest = upload.Parts.Values.Where(part => part.Number > after).ToList();
        var page = rest.Take(most).ToList();
        return ValueTask.FromResult(S3Xml.Answer("ListPartsResult", xml =>
        {
            xml.Element("Bucket", call.BucketName);
            xml.Element("Key", call.Key);
            xml.Element("UploadId", upload.Id);
            xml.Owner("Initiator", call.AccountId);
            xml.Owner("Owner", call.AccountId);
            xml.Element("StorageClass", "STANDARD");
            xml.Element("PartNumberMarker", after);
            xml.Element("NextPartNumberMarker", page.Count == 0 ? 0 : page[^1].Number);
            xml.Element("MaxParts", most);
            xml.Element("IsTruncated", rest.Count > page.Count && most > 0);
            xml.Element("ChecksumAlgorithm", upload.ChecksumAlgorithm);
            foreach (var part in page)
            {
                xml.Element("Part", item =>
                {
                    item.Element("PartNumber", part.Number);
                    item.Element("LastModified", S3Xml.Time(part.LastModified));
                    item.Element("ETag", $"\"{part.ETag}\"");
                    item.Element("Size", part.Size);
                    if (part.Checksum is { } checksum)
                    {
                        item.Element("Checksum" + checksum.Algorithm, checksum.Value);
                    }
                });
            }
        }));
    }

    private static Upload Find(S3Call call)
    {
        call.Check(call.Store.Uploads.TryFind(call.BucketName, call.Key, call.Query("uploadId")!, out var upload));
        return upload!;
    }

    /// <summary>The parts that the caller names, each with what it says of it.</summary>
    private static List<UploadPart> Chosen(Upload upload, XElement document)
    {
        var parts = new List<UploadPart>();
        foreach (var element in document.All("Part"))
        {
            if (!int.TryParse(element.Text("PartNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                throw new S3Exception(S3Error.MalformedXml);
            }

            if (parts.Count > 0 && parts[^1].Number >= number)
            {
                throw new S3Exception(S3Error.InvalidPartOrder);
            }

            var part = upload.Parts.GetValueOrDefault(number);
            if (part is null || element.Text("ETag")?.Trim('"') != part.ETag)
            {
                throw new S3Exception(S3Error.InvalidPart with { Details = [new("UploadId", upload.Id), new("PartNumber", $"{number}"), new("ETag", element.Text("ETag") ?? "")] });
            }

            foreach (var algorithm in RunningChecksum.Algorithms)
            {
                if (element.Text("Checksum" + algorithm) is { } said && (part.Checksum?.Algorithm != algorithm || part.Checksum.Value != said))
                {
                    throw new S3Exception(S3Error.InvalidPart);
                }
            }

            parts.Add(part);
        }

        if (parts.Count == 0)
        {
            throw new S3Exception(S3Error.MalformedXml);
        }

        return parts.Find(part => part.Size < S3Limits.SmallestPart && part != parts[^1]) is { } small ? throw new S3Exception(S3Error.TooSmall(small.Size, small.Number, small.ETag)) : parts;
    }

    private static ObjectChecksum Composite(string algorithm, List<UploadPart> parts)
    {
        using var running = RunningChecksum.Of(algorithm)!;
        foreach (var part in parts)
        {
            running.Append(Convert.FromBase64String(part.Checksum!.Value));
        }

        return new ObjectChecksum(algorithm, $"{running.Finish()}-{parts.Count}", IsComposite: true);
    }

    private static string Md5(byte[] bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        hash.AppendData(bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
