// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Store.Audit;

/// <summary>One management call, answered or refused, as the audit log keeps it. Nothing secret belongs here: bodies are told by their digests.</summary>
public sealed record AuditEntry
{
    /// <summary>The id of the access key that signed, or that was claimed.</summary>
    public required string Principal { get; init; }

    public required string AccountId { get; init; }

    public required string Region { get; init; }

    /// <summary>The address of the caller.</summary>
    public required string Source { get; init; }

    /// <summary>AWS's name of the operation, or the method and path that named none.</summary>
    public required string Operation { get; init; }

    /// <summary>The status of the answer.</summary>
    public required int Status { get; init; }

    /// <summary>AWS's error code; <see langword="null"/> for a call that was answered.</summary>
    public string? Error { get; init; }

    /// <summary>SHA-256 of the request's body, in hexadecimal digits.</summary>
    public string? RequestDigest { get; init; }

    /// <summary>SHA-256 of the answer's body, in hexadecimal digits.</summary>
    public string? ResponseDigest { get; init; }
}
