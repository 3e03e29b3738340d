// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store.Objects;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Protocol.S3.Values;

/// <summary>How S3 says no: its code, status and text. Every text is here.</summary>
internal sealed record S3Error(string Code, int StatusCode, string Message)
{
    /// <summary>What the answer names besides, element by element.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Details { get; init; } = [];

    /// <summary>Headers that the answer has besides.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static S3Error AccessDenied { get; } = new("AccessDenied", 403, "Access Denied");

    public static S3Error InternalError(string why) => new("InternalError", 500, $"We encountered an internal error. Please try again. {why}");

    public static S3Error NotStored(string why) => new("ServiceUnavailable", 503, why);

    public static S3Error NoUpload { get; } = new(
        "NoSuchUpload", 404, "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.");

    public static S3Error MalformedXml { get; } = new("MalformedXML", 400, "The XML you provided was not well-formed or did not validate against our published schema");

    public static S3Error IncompleteBody { get; } = new("IncompleteBody", 400, "You did not provide the number of bytes specified by the Content-Length HTTP header");

    public static S3Error MissingContentLength { get; } = new("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");

    public static S3Error WrongHash(string given, string computed) => new("XAmzContentSHA256Mismatch", 400, "The provided 'x-amz-content-sha256' header does not match what was computed.")
    {
        Details = [new("ClientComputedContentSHA256", given), new("S3ComputedContentSHA256", computed)],
    };

    public static S3Error WrongChunk { get; } = new("SignatureDoesNotMatch", 403, "The request signature we calculated does not match the signature you provided. Check your key and signing method.");

    public static S3Error BadDigest(string what) => new("BadDigest", 400, $"The {what} you specified did not match the calculated checksum.");

    public static S3Error InvalidDigest { get; } = new("InvalidDigest", 400, "The Content-MD5 you specified was invalid.");

    public static S3Error InvalidPart { get; } = new(
        "InvalidPart", 400, "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.");

    public static S3Error InvalidPartOrder { get; } = new("InvalidPartOrder", 400, "The list of parts was not in ascending order. Parts must be ordered by part number.");

    public static S3Error TooSmall(long size, int number, string etag) => new("EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size")
    {
        Details = [new("ProposedSize", $"{size}"), new("MinSizeAllowed", $"{S3Limits.SmallestPart}"), new("PartNumber", $"{number}"), new("ETag", etag)],
    };

    public static S3Error TooLarge(long limit) => new("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size") { Details = [new("MaxSizeAllowed", $"{limit}")] };

    public static S3Error InvalidRequest(string message) => new("InvalidRequest", 400, message);

    public static S3Error InvalidArgument(string message, string name, string value) => new("InvalidArgument", 400, message) { Details = [new("ArgumentName", name), new("ArgumentValue", value)] };

    public static S3Error InvalidTag(string message) => new("InvalidTag", 400, message);

    public static S3Error InvalidUri { get; } = new("InvalidURI", 400, "Couldn't parse the specified URI.");

    public static S3Error KeyTooLong(int length) => new("KeyTooLongError", 400, "Your key is too long") { Details = [new("Size", $"{length}"), new("MaxSizeAllowed", $"{S3Limits.LongestKey}")] };

    public static S3Error MetadataTooLarge(int size) => new("MetadataTooLarge", 400, "Your metadata headers exceed the maximum allowed metadata size")
    {
        Details = [new("Size", $"{size}"), new("MaxSizeAllowed", $"{S3Limits.LargestMetadata}")],
    };

    public static S3Error InvalidRange(string range, long size) => new("InvalidRange", 416, "The requested range is not satisfiable")
    {
        Details = [new("RangeRequested", range), new("ActualObjectSize", $"{size}")],
        Headers = [new("Content-Range", $"bytes */{size}")],
    };

    public static S3Error PreconditionFailed(string condition) => new("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold") { Details = [new("Condition", condition)] };

    public static S3Error MethodNotAllowed(string method) => new("MethodNotAllowed", 405, "The specified method is not allowed against this resource.") { Details = [new("Method", method)] };

    /// <summary>S3 would do this; Foregate cannot, and says so instead of ignoring it.</summary>
    public static S3Error NotBuilt(string what) => new("NotImplemented", 501, $"A header or query you provided implies functionality that is not implemented: Foregate cannot do this yet: {what}.");

    /// <summary>What was not said of a bucket.</summary>
    public static S3Error NotSaid(string code, string message) => new(code, 404, message);

    public static S3Error Of(S3SignatureFault fault) => new(fault.Code, fault.StatusCode, fault.Message)
    {
        Details = fault.CanonicalRequest is null ? [] : [new("StringToSign", fault.StringToSign!), new("CanonicalRequest", fault.CanonicalRequest)],
    };

    public static S3Error Of(ObjectFault fault, string bucket, string? key = null) => fault switch
    {
        ObjectFault.InvalidBucketName => new("InvalidBucketName", 400, "The specified bucket is not valid.") { Details = [new("BucketName", bucket)] },
        ObjectFault.BucketAlreadyOwnedByYou => new("BucketAlreadyOwnedByYou", 409, "Your previous request to create the named bucket succeeded and you already own it.") { Details = [new("BucketName", bucket)] },
        ObjectFault.BucketAlreadyExists => new(
            "BucketAlreadyExists", 409, "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.")
        {
            Details = [new("BucketName", bucket)],
        },
        ObjectFault.BucketNotEmpty => new("BucketNotEmpty", 409, "The bucket you tried to delete is not empty") { Details = [new("BucketName", bucket)] },
        ObjectFault.NoSuchBucket => new("NoSuchBucket", 404, "The specified bucket does not exist") { Details = [new("BucketName", bucket)] },
        ObjectFault.NoSuchKey => new("NoSuchKey", 404, "The specified key does not exist.") { Details = [new("Key", key ?? "")] },
        ObjectFault.NoSuchVersion => new("NoSuchVersion", 404, "The specified version does not exist.") { Details = [new("Key", key ?? "")] },
        ObjectFault.MethodNotAllowed => MethodNotAllowed("GET") with { Headers = [new("x-amz-delete-marker", "true")] },
        ObjectFault.NoSuchUpload => NoUpload,
        ObjectFault.PreconditionFailed => PreconditionFailed("If-Match"),
        _ => AccessDenied,
    };
}
