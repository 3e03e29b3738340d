// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.S3.Values;

namespace Foregate.ControlPlane.Protocol.S3.Buckets;

/// <summary>Something that is said of a bucket in a document, kept, and told again as it was said.</summary>
/// <param name="Name">As the query names it.</param>
/// <param name="Root">The document's root element; empty for JSON.</param>
/// <param name="Elements">The names that elements in it may have: others are not kept.</param>
/// <param name="Default">What S3 tells where nothing was said; <see langword="null"/> for <paramref name="Missing"/>.</param>
/// <param name="Missing">What S3 answers where nothing is said.</param>
internal sealed record BucketSetting(string Name, string Root, IReadOnlyList<string> Elements, string? Default, S3Error? Missing)
{
    private const string Xmlns = "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

    /// <summary>Those that can be said. None of them changes how objects are served to their own account.</summary>
    public static IReadOnlyList<BucketSetting> All { get; } =
    [
        new(
            "encryption",
            "ServerSideEncryptionConfiguration",
            ["Rule", "ApplyServerSideEncryptionByDefault", "SSEAlgorithm", "KMSMasterKeyID", "BucketKeyEnabled", "BlockedEncryptionTypes", "EncryptionType"],
            $"<ServerSideEncryptionConfiguration {Xmlns}><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault>"
            + "<BucketKeyEnabled>false</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>",
            null),
        new(
            "publicAccessBlock",
            "PublicAccessBlockConfiguration",
            ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"],
            $"<PublicAccessBlockConfiguration {Xmlns}><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>"
            + "<BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>",
            S3Error.NotSaid("NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found")),
        new(
            "ownershipControls",
            "OwnershipControls",
            ["Rule", "ObjectOwnership"],
            $"<OwnershipControls {Xmlns}><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>",
            S3Error.NotSaid("OwnershipControlsNotFoundError", "The bucket ownership controls were not found")),
        new("policy", "", [], null, S3Error.NotSaid("NoSuchBucketPolicy", "The bucket policy does not exist")),
        new("tagging", "Tagging", ["TagSet", "Tag", "Key", "Value"], null, S3Error.NotSaid("NoSuchTagSet", "The TagSet does not exist")),
        new(
            "lifecycle",
            "LifecycleConfiguration",
            [
                "Rule", "ID", "Status", "Prefix", "Filter", "And", "Tag", "Key", "Value", "ObjectSizeGreaterThan", "ObjectSizeLessThan", "Expiration", "Days", "Date", "ExpiredObjectDeleteMarker",
                "NoncurrentVersionExpiration", "NoncurrentDays", "NewerNoncurrentVersions", "AbortIncompleteMultipartUpload", "DaysAfterInitiation",
            ],
            null,
            S3Error.NotSaid("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist")),
    ];

    /// <summary>What S3 tells of a bucket of which nothing more can be said here, by the query's name for it.</summary>
    public static IReadOnlyDictionary<string, string> Empty { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["logging"] = $"<BucketLoggingStatus {Xmlns}/>",
        ["accelerate"] = $"<AccelerateConfiguration {Xmlns}/>",
        ["notification"] = $"<NotificationConfiguration {Xmlns}/>",
        ["requestPayment"] = $"<RequestPaymentConfiguration {Xmlns}><Payer>BucketOwner</Payer></RequestPaymentConfiguration>",
    };

    public static IReadOnlyDictionary<string, S3Error> Absent { get; } = new Dictionary<string, S3Error>(StringComparer.Ordinal)
    {
        ["cors"] = S3Error.NotSaid("NoSuchCORSConfiguration", "The CORS configuration does not exist"),
        ["website"] = S3Error.NotSaid("NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration"),
        ["replication"] = S3Error.NotSaid("ReplicationConfigurationNotFoundError", "The replication configuration was not found"),
        ["object-lock"] = S3Error.NotSaid("ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket"),
    };

    public bool IsJson => Root.Length == 0;
}
