// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Protocol.S3.Calls;

/// <summary>A request to S3 as it came, its body not read yet.</summary>
public sealed record S3Request
{
    /// <summary>Without a body.</summary>
    public required SignedRequest Head { get; init; }

    /// <summary>Without the port.</summary>
    public required string Host { get; init; }

    public required Stream Body { get; init; }

    /// <summary>Where it came from, for the audit log.</summary>
    public string Source { get; init; } = "";
}
