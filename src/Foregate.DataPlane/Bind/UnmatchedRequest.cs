// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Bind;

/// <summary>
/// What a REST API answers when nothing matches: 403 Missing Authentication Token. A request with an Authorization header is told of
/// that header instead, because AWS tries to read it as a signature first (§3.2, §3.12): the algorithm, a space, then key=value pairs
/// with commas between. What the texts quote is the SHA-256 of the whole header value.
/// </summary>
internal static class UnmatchedRequest
{
    private const string ErrorType = "IncompleteSignatureException";

    public static Verdict Reject(Exchange exchange, Rejection notFound)
    {
        var headers = exchange.Request.Headers;
        if (!headers.TryGetLast(KnownHeader.Authorization, out var value) || value.IsEmpty)
        {
            return Verdict.Reject(notFound);
        }

        var text = Complaint(headers, value);
        return Verdict.Reject(text is null
            ? notFound
            : new Rejection(RejectionReason.InvalidSignature, 403, text, ErrorType, Blame.Client) { Detail = notFound.Detail, Place = notFound.Place });
    }

    /// <summary>What is wrong with the header as a signature; null when it has all its parts.</summary>
    private static string? Complaint(HeaderTable headers, ReadOnlySpan<byte> value)
    {
        var space = value.IndexOf((byte)' ');
        var algorithm = space < 0 ? value : value[..space];
        if (algorithm.Contains((byte)'='))
        {
            return "Authorization header must begin with the algorithm name, which cannot include an equal-sign"
                + " (hashed with SHA-256 and encoded with Base64): '" + Hash(value) + "'.";
        }

        var found = Parts.None;
        var pairs = space < 0 ? default : value[(space + 1)..];
        foreach (var range in pairs.Split((byte)','))
        {
            var pair = pairs[range];
            pair = pair[Ascii.Trim(pair)];
            var equals = pair.IndexOf((byte)'=');
            if (equals < 0 && !pairs.IsEmpty)
            {
                return "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '"
                    + Hash(value) + "'.";
            }

            found |= equals < 0 ? Parts.None : PartOf(pair[..equals]);
        }

        var missing = Missing(found, headers.Has(KnownHeader.Date) || headers.IndexOf("X-Amz-Date"u8, ignoreCase: true) >= 0);
        return missing.Length == 0 ? null : missing + "(Hashed with SHA-256 and encoded with Base64) Authorization=" + Hash(value);
    }

    private static string Missing(Parts found, bool isDated) =>
        ((found & Parts.Credential) == 0 ? "Authorization header requires 'Credential' parameter. " : "")
        + ((found & Parts.Signature) == 0 ? "Authorization header requires 'Signature' parameter. " : "")
        + ((found & Parts.SignedHeaders) == 0 ? "Authorization header requires 'SignedHeaders' parameter. " : "")
        + (isDated ? "" : "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");

    private static Parts PartOf(ReadOnlySpan<byte> key) =>
        key.SequenceEqual("Credential"u8) ? Parts.Credential
        : key.SequenceEqual("Signature"u8) ? Parts.Signature
        : key.SequenceEqual("SignedHeaders"u8) ? Parts.SignedHeaders
        : Parts.None;

    private static string Hash(ReadOnlySpan<byte> value)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(value, hash);
        return Convert.ToBase64String(hash);
    }

    [Flags]
    private enum Parts
    {
        None = 0,
        Credential = 1,
        Signature = 2,
        SignedHeaders = 4,
    }
}
