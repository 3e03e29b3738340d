// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;

namespace Foregate.Standards.SignatureV4;

/// <summary>Verifies requests signed with Signature Version 4, as AWS's services do at their doors.</summary>
/// <param name="services">The names a signature's scope may give the service.</param>
/// <param name="isRegion">Whether a signature's scope may name this region.</param>
/// <param name="allowsUnsignedPayload">Whether the body may stay unsigned (UNSIGNED-PAYLOAD), as at S3.</param>
public sealed class RequestVerifier(TimeProvider clock, IReadOnlyList<string> services, Func<string, bool> isRegion, bool allowsUnsignedPayload = false)
{
    private const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(5);

    /// <summary>Says why the request is not to be believed; <see langword="null"/> when it is.</summary>
    /// <param name="credentials">Those of <see cref="RequestSignature.AccessKeyId"/>; <see langword="null"/> when nobody knows them.</param>
    public SignatureFault? Verify(SignedRequest request, RequestSignature signature, AwsCredentials? credentials)
    {
        if (credentials is null || !CanonicalRequest.Same(credentials.SessionToken ?? "", signature.SessionToken ?? ""))
        {
            return SignatureFault.UnknownToken;
        }

        if ((CheckScope(signature) ?? CheckTime(signature)) is { } fault)
        {
            return fault;
        }

        if (!signature.SignedHeaders.Contains("host"))
        {
            return SignatureFault.Invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }

        var said = string.Join(',', request.Values("X-Amz-Content-Sha256")).Trim();
        var payload = said == UnsignedPayload && allowsUnsignedPayload ? UnsignedPayload : CanonicalRequest.Hash(request.Body.Span);
        var canonical = CanonicalRequest.Text(
            request.Method,
            CanonicalRequest.Path(request.Path),
            CanonicalRequest.Query(request.Query, signature.IsInQuery ? "X-Amz-Signature" : null),
            CanonicalRequest.Headers(request, signature.SignedHeaders),
            payload);
        var date = RequestSigner.Date(signature.Time);
        var toSign = CanonicalRequest.ToSign(date, $"{signature.Day}/{signature.Region}/{signature.Service}/{signature.ScopeTerminator}", canonical);
        var expected = CanonicalRequest.Signature(credentials.SecretAccessKey, signature.Day, signature.Region, signature.Service, toSign);
        if (!CanonicalRequest.Same(expected, signature.Signature))
        {
            return SignatureFault.Mismatch(canonical, toSign);
        }

        return said.Length > 0 && said != payload
            ? SignatureFault.Invalid("The provided 'x-amz-content-sha256' header does not match what was computed.")
            : null;
    }

    private SignatureFault? CheckScope(RequestSignature signature)
    {
        var message = new StringBuilder();
        if (!isRegion(signature.Region))
        {
            message.Append(CultureInfo.InvariantCulture, $"Credential should be scoped to a valid region, not '{signature.Region}'. ");
        }

        if (!services.Contains(signature.Service))
        {
            message.Append(CultureInfo.InvariantCulture, $"Credential should be scoped to correct service: '{string.Join("', '", services)}'. ");
        }

        if (signature.ScopeTerminator != CanonicalRequest.Terminator)
        {
            message.Append(CultureInfo.InvariantCulture, $"Credential should be scoped with a valid terminator: 'aws4_request', not '{signature.ScopeTerminator}'. ");
        }

        var day = RequestSigner.Date(signature.Time)[..8];
        if (signature.Day != day)
        {
            message.Append(
                CultureInfo.InvariantCulture,
                $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{signature.Day}' != '{day}', from '{signature.DateText}'.");
        }

        return message.Length == 0 ? null : SignatureFault.Invalid(message.ToString());
    }

    private SignatureFault? CheckTime(RequestSignature signature)
    {
        var now = clock.GetUtcNow();
        var validity = signature.Expires ?? s_skew;
        if (signature.Time < now - validity)
        {
            return SignatureFault.Invalid(
                $"Signature expired: {RequestSigner.Date(signature.Time)} is now earlier than {RequestSigner.Date(now - validity)} ({RequestSigner.Date(now)} - {Minutes(validity)}.)");
        }

        return signature.Time > now + s_skew
            ? SignatureFault.Invalid(
                $"Signature not yet current: {RequestSigner.Date(signature.Time)} is still later than {RequestSigner.Date(now + s_skew)} ({RequestSigner.Date(now)} + {Minutes(s_skew)}.)")
            : null;
    }

    private static string Minutes(TimeSpan time) =>
        time.Ticks % TimeSpan.TicksPerMinute == 0 ? $"{time.Ticks / TimeSpan.TicksPerMinute} min" : $"{time.Ticks / TimeSpan.TicksPerSecond} sec";
}
