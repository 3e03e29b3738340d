// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace Foregate.Standards.SignatureV4;

/// <summary>
/// Verifies requests signed for S3 (S3 API Reference, "Authenticating Requests"): the path is not encoded twice, and the body is signed by a word of the
/// caller's (a hash, or how the body is signed), so that who may come is known before a body is read.
/// </summary>
/// <param name="isRegion">Whether a signature's scope may name this region.</param>
public sealed class S3RequestVerifier(TimeProvider clock, Func<string, bool> isRegion)
{
    /// <summary>The body is not signed.</summary>
    public const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    private const string Service = "s3";

    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(15);

    /// <summary>Says why the request is not to be believed; <see langword="null"/> when it is, but for its body.</summary>
    /// <param name="credentials">Those of <see cref="RequestSignature.AccessKeyId"/>; <see langword="null"/> when nobody knows them.</param>
    /// <param name="payload">What the caller says of the body: its SHA-256 in hexadecimal digits, or how it is signed.</param>
    /// <param name="chunks">Goes on where this signature ends, for a body whose chunks are signed; <see langword="null"/> only where there is a fault.</param>
    public S3SignatureFault? Verify(SignedRequest request, RequestSignature signature, AwsCredentials? credentials, out string payload, out ChunkVerifier? chunks)
    {
        chunks = null;
        payload = PayloadOf(request, signature);
        if (credentials is null)
        {
            return S3SignatureFault.NoSuchKey;
        }

        if (!CanonicalRequest.Same(credentials.SessionToken ?? "", signature.SessionToken ?? ""))
        {
            return S3SignatureFault.InvalidToken;
        }

        if ((CheckScope(signature) ?? CheckTime(signature) ?? CheckHeaders(request, signature, payload)) is { } fault)
        {
            return fault;
        }

        var canonical = CanonicalRequest.Text(
            request.Method,
            CanonicalRequest.ObjectPath(request.Path),
            CanonicalRequest.Query(request.Query, signature.IsInQuery ? "X-Amz-Signature" : null),
            CanonicalRequest.Headers(request, signature.SignedHeaders),
            payload);
        var date = RequestSigner.Date(signature.Time);
        var scope = $"{signature.Day}/{signature.Region}/{Service}/{CanonicalRequest.Terminator}";
        var toSign = CanonicalRequest.ToSign(date, scope, canonical);
        var key = CanonicalRequest.Key(credentials.SecretAccessKey, signature.Day, signature.Region, Service);
        if (!CanonicalRequest.Same(CanonicalRequest.Signature(key, toSign), signature.Signature))
        {
            return S3SignatureFault.Mismatch with { CanonicalRequest = canonical, StringToSign = toSign };
        }

        chunks = new ChunkVerifier(key, date, scope, signature.Signature);
        return null;
    }

    private static string PayloadOf(SignedRequest request, RequestSignature signature)
    {
        if (string.Join(',', request.Values("X-Amz-Content-Sha256")).Trim() is { Length: > 0 } said)
        {
            return said;
        }

        const string Name = "X-Amz-Content-Sha256=";
        var parameter = Array.Find(request.Query.Split('&'), static part => part.StartsWith(Name, StringComparison.Ordinal));
        return parameter is not null ? Uri.UnescapeDataString(parameter[Name.Length..]) : signature.IsInQuery ? UnsignedPayload : "";
    }

    private S3SignatureFault? CheckScope(RequestSignature signature)
    {
        var message = !isRegion(signature.Region) ? $"the region '{signature.Region}' is wrong"
            : signature.Service != Service ? $"incorrect service \"{signature.Service}\". This endpoint belongs to \"s3\"."
            : signature.ScopeTerminator != CanonicalRequest.Terminator ? $"incorrect terminal \"{signature.ScopeTerminator}\". This endpoint uses \"aws4_request\"."
            : signature.Day != RequestSigner.Date(signature.Time)[..8] ? $"Invalid credential date \"{signature.Day}\". This date is not the same as X-Amz-Date: \"{RequestSigner.Date(signature.Time)[..8]}\"."
            : null;
        return message is null ? null : S3SignatureFault.Malformed(signature.IsInQuery, message);
    }

    private S3SignatureFault? CheckTime(RequestSignature signature)
    {
        var now = clock.GetUtcNow();
        if (signature.IsInQuery)
        {
            return signature.Time > now + s_skew ? S3SignatureFault.AccessDenied("Request is not valid yet")
                : signature.Time + (signature.Expires ?? s_skew) < now ? S3SignatureFault.AccessDenied("Request has expired")
                : null;
        }

        return (signature.Time - now).Duration() > s_skew
            ? new S3SignatureFault("RequestTimeTooSkewed", 403, string.Create(
                CultureInfo.InvariantCulture, $"The difference between the request time and the current time is too large: {RequestSigner.Date(signature.Time)} and {RequestSigner.Date(now)}."))
            : null;
    }

    // What S3 acts upon must be signed: nobody may add it on the way.
    private static S3SignatureFault? CheckHeaders(SignedRequest request, RequestSignature signature, string payload)
    {
        if (payload.Length == 0)
        {
            return new S3SignatureFault("InvalidRequest", 400, "Missing required header for this request: x-amz-content-sha256");
        }

        foreach (var (name, _) in request.Headers)
        {
            var mustBe = name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) || name.Equals("host", StringComparison.OrdinalIgnoreCase);
            if (mustBe && !signature.SignedHeaders.Contains(name, StringComparer.OrdinalIgnoreCase) && !(signature.IsInQuery && name.Equals("x-amz-content-sha256", StringComparison.OrdinalIgnoreCase)))
            {
                return S3SignatureFault.AccessDenied($"There were headers present in the request which were not signed: {name.ToLowerInvariant()}");
            }
        }

        return signature.SignedHeaders.Contains("host") ? null : S3SignatureFault.AccessDenied("The header host must be signed.");
    }
}
