// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using Foregate.ControlPlane.Protocol.Answers;
using Foregate.ControlPlane.Store.Audit;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Protocol;

/// <summary>What became known of a call on its way, for the audit log.</summary>
/// <param name="request">The call.</param>
/// <param name="source">Where it came from.</param>
internal sealed class CallFacts(SignedRequest request, string source)
{
    /// <summary>Whether it may change something, which must not happen unaudited.</summary>
    public bool MayChange { get; } = request.Method is not ("GET" or "HEAD");

    /// <summary>What the answer calls the request.</summary>
    public string RequestId { get; } = Guid.NewGuid().ToString();

    /// <summary>Null when there is none that can be read.</summary>
    public RequestSignature? Signature { get; set; }

    /// <summary>As it was claimed.</summary>
    public string Region => Signature?.Region ?? "";

    /// <summary>Empty until the signature was believed.</summary>
    public string AccountId { get; set; } = "";

    /// <summary>AWS's name of the operation; method and path until it is known. A query may hold a signature and is left out.</summary>
    public string Operation { get; set; } = $"{request.Method} {request.Path}";

    /// <summary>AWS's code of what was refused.</summary>
    public string? Error { get; set; }

    /// <param name="answer">Null when there is none.</param>
    public AuditEntry Entry(int status, ProtocolAnswer? answer) => new()
    {
        Principal = Signature?.AccessKeyId ?? "",
        AccountId = AccountId,
        Region = Region,
        Source = source,
        Operation = Operation,
        Status = status,
        Error = Error,
        RequestDigest = Digest(request.Body.Span),
        ResponseDigest = answer is null ? null : Digest(answer.Body.Span),
    };

    private static string Digest(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));
}
