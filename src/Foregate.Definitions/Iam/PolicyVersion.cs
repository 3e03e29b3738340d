// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.Iam;

/// <summary>What a policy said at one time.</summary>
public sealed record PolicyVersion
{
    /// <summary><c>v1</c>, <c>v2</c>, ….</summary>
    public required string VersionId { get; init; }

    public required string Document { get; init; }

    public required DateTimeOffset CreateDate { get; init; }
}
