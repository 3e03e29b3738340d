// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Documents;

/// <summary>How large a document may be, so that a small file cannot cost a lot.</summary>
internal sealed record DocumentLimits
{
    /// <summary>AWS's quota for an OpenAPI document.</summary>
    public int Bytes { get; init; } = 6 * 1024 * 1024;

    /// <summary>How deep mappings and sequences may nest.</summary>
    public int Depth { get; init; } = 100;

    /// <summary>Values in the document, every use of an alias counted with all it stands for.</summary>
    public long Nodes { get; init; } = 2_000_000;

    /// <summary>After how many faults a reader stops looking for more.</summary>
    public int Faults { get; init; } = 100;
}
