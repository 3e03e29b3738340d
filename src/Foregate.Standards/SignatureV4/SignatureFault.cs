// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;

namespace Foregate.Standards.SignatureV4;

/// <summary>Why a signature was refused: AWS's error code, in the spelling of its JSON protocols, and AWS's text. The status is always 403.</summary>
public sealed record SignatureFault(string Code, string Message)
{
    /// <summary>The code as the older XML protocols (STS) spell it.</summary>
    public string QueryCode => Code switch
    {
        "UnrecognizedClientException" => "InvalidClientTokenId",
        "InvalidSignatureException" => "SignatureDoesNotMatch",
        "ExpiredTokenException" => "ExpiredToken",
        _ => Code[..^"Exception".Length],
    };

    /// <summary>Nobody knows the access key, or its session token is another.</summary>
    public static SignatureFault UnknownToken { get; } = new("UnrecognizedClientException", "The security token included in the request is invalid.");

    /// <summary>The session token was good once.</summary>
    public static SignatureFault ExpiredToken { get; } = new("ExpiredTokenException", "The security token included in the request is expired");

    internal static SignatureFault Missing { get; } = new("MissingAuthenticationTokenException", "Missing Authentication Token");

    internal static SignatureFault Incomplete(string message) => new("IncompleteSignatureException", message);

    internal static SignatureFault Invalid(string message) => new("InvalidSignatureException", message);

    internal static SignatureFault NoEqualSign(string part) => Incomplete(
        $"Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '{Disguised(part)}'.");

    internal static SignatureFault MissingFromHeader(IEnumerable<string> parameters, bool hasDate, string authorization) => Incomplete(
        string.Concat(parameters.Select(static parameter => $"Authorization header requires '{parameter}' parameter. "))
        + (hasDate ? "" : "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ")
        + $"(Hashed with SHA-256 and encoded with Base64) Authorization={Disguised(authorization)}");

    internal static SignatureFault MissingFromQuery(IEnumerable<string> parameters) => Incomplete(
        string.Concat(parameters.Select(static parameter => $"AWS query-string parameters must include '{parameter}'. ")) + "Re-examine the query-string parameters.");

    internal static SignatureFault Mismatch(string canonicalRequest, string toSign) => Invalid(
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. "
        + $"Consult the service documentation for details.\n\nThe Canonical String for this request should have been\n'{canonicalRequest}'\n\nThe String-to-Sign should have been\n'{toSign}'\n");

    // A header that is no signature may well hold somebody's password.
    private static string Disguised(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
