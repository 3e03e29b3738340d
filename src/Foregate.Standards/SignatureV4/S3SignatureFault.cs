// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.SignatureV4;

/// <summary>Why S3 refuses a signature: its error code, status and text.</summary>
public sealed record S3SignatureFault(string Code, int StatusCode, string Message)
{
    /// <summary>What the signature should have been of, for whoever looks for the difference; <see langword="null"/> where nothing was computed.</summary>
    public string? CanonicalRequest { get; init; }

    public string? StringToSign { get; init; }

    public static S3SignatureFault AccessDenied(string message = "Access Denied") => new("AccessDenied", 403, message);

    public static S3SignatureFault NoSuchKey { get; } = new("InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records.");

    public static S3SignatureFault InvalidToken { get; } = new("InvalidToken", 400, "The provided token is malformed or otherwise invalid.");

    public static S3SignatureFault ExpiredToken { get; } = new("ExpiredToken", 400, "The provided token has expired.");

    internal static S3SignatureFault Malformed(bool isInQuery, string message) => isInQuery
        ? new("AuthorizationQueryParametersError", 400, $"Error parsing the X-Amz-Credential parameter; {message}")
        : new("AuthorizationHeaderMalformed", 400, $"The authorization header is malformed; {message}");

    internal static S3SignatureFault Mismatch { get; } = new(
        "SignatureDoesNotMatch", 403, "The request signature we calculated does not match the signature you provided. Check your key and signing method.");

    /// <summary>What S3 calls what all services refuse alike: there is no signature, or one that cannot be read.</summary>
    public static S3SignatureFault Of(SignatureFault fault, bool isInQuery) => fault == SignatureFault.Missing ? AccessDenied()
        : isInQuery ? new("AuthorizationQueryParametersError", 400, fault.Message)
        : new("AuthorizationHeaderMalformed", 400, $"The authorization header is malformed; {fault.Message}");
}
