// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.S3.Answers;
using Foregate.ControlPlane.Protocol.S3.Calls;
using Foregate.ControlPlane.Protocol.S3.Values;
using Foregate.ControlPlane.Store.Objects;

namespace Foregate.ControlPlane.Protocol.S3.Buckets;

/// <summary>Buckets, on the wire.</summary>
internal static class BucketHandlers
{
    private const string FirstRegion = "us-east-1";

    public static async ValueTask<S3Answer> Create(S3Call call, CancellationToken cancellationToken)
    {
        var region = Region(call, await call.DocumentAsync(cancellationToken));
        if (call.Header("x-amz-bucket-object-lock-enabled")?.Equals("true", StringComparison.OrdinalIgnoreCase) == true)
        {
            throw new S3Exception(S3Error.NotBuilt("object lock"));
        }

        CannedAcls.Check(call);
        var fault = call.Store.CreateBucket(call.AccountId, region, call.BucketName);
        // The oldest region takes it that its own bucket is made again.
        if (fault != ObjectFault.None && (fault != ObjectFault.BucketAlreadyOwnedByYou || region != FirstRegion))
        {
            call.Check(fault);
        }

        return S3Answer.Empty(200, new KeyValuePair<string, string>("Location", "/" + call.BucketName));
    }

    public static ValueTask<S3Answer> Head(S3Call call, CancellationToken cancellationToken) =>
        ValueTask.FromResult(S3Answer.Empty(200, new("x-amz-bucket-region", call.Bucket.Region), new("x-amz-access-point-alias", "false")));

    public static ValueTask<S3Answer> Delete(S3Call call, CancellationToken cancellationToken)
    {
        call.Check(call.Store.DeleteBucket(call.Bucket.Name));
        return ValueTask.FromResult(S3Answer.Empty(204));
    }

    public static ValueTask<S3Answer> List(S3Call call, CancellationToken cancellationToken)
    {
        var prefix = call.Query("prefix") ?? "";
        var region = call.Query("bucket-region");
        var after = call.Query("continuation-token") is { Length: > 0 } token ? Pages.Decode(token) : null;
        var all = call.Store.Buckets
            .Where(bucket => bucket.AccountId == call.AccountId && bucket.Name.StartsWith(prefix, StringComparison.Ordinal) && (region is null || bucket.Region == region))
            .Where(bucket => after is null || string.CompareOrdinal(bucket.Name, after) > 0)
            .ToList();
        var most = call.Number("max-buckets", 1, 10_000) ?? 10_000;
        return ValueTask.FromResult(S3Xml.Answer("ListAllMyBucketsResult", xml =>
        {
            xml.Owner("Owner", call.AccountId);
            xml.Element("Buckets", list =>
            {
                foreach (var bucket in all.Take(most))
                {
                    list.Element("Bucket", item =>
                    {
                        item.Element("Name", bucket.Name);
                        item.Element("CreationDate", S3Xml.Time(bucket.Created));
                        item.Element("BucketRegion", bucket.Region);
                    });
                }
            });
            xml.Element("Prefix", prefix.Length == 0 ? null : prefix);
            xml.Element("ContinuationToken", all.Count > most ? Pages.Encode(all[most - 1].Name) : null);
        }));
    }

    /// <summary>Of the oldest region, S3 says nothing.</summary>
    public static ValueTask<S3Answer> GetLocation(S3Call call, CancellationToken cancellationToken)
    {
        var region = call.Bucket.Region;
        return ValueTask.FromResult(S3Xml.Answer("LocationConstraint", xml => xml.WriteString(region == FirstRegion ? "" : region)));
    }

    private static string Region(S3Call call, byte[] document)
    {
        string? said = null;
        if (document.Length > 0)
        {
            var configuration = S3Xml.Read(document, "CreateBucketConfiguration");
            foreach (var element in configuration.Elements())
            {
                said = element.Name.LocalName == "LocationConstraint" ? element.Value.Trim() : throw new S3Exception(S3Error.NotBuilt($"{element.Name.LocalName} in CreateBucket"));
            }
        }

        if (call.Region == FirstRegion)
        {
            return said switch
            {
                null or "" => FirstRegion,
                FirstRegion => throw new S3Exception(new S3Error("InvalidLocationConstraint", 400, "The specified location-constraint is not valid")),
                "EU" => "eu-west-1",
                _ => said,
            };
        }

        return said == call.Region ? said : throw new S3Exception(new S3Error(
            "IllegalLocationConstraintException",
            400,
            $"The {(string.IsNullOrEmpty(said) ? "unspecified" : said)} location constraint is incompatible for the region specific endpoint this request was sent to."));
    }
}
