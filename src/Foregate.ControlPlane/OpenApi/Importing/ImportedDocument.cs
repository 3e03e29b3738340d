// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Foregate.ControlPlane.OpenApi.Importing;

/// <summary>What came of a document that was imported by a call.</summary>
internal sealed record ImportedDocument
{
    public required string ApiId { get; init; }

    /// <summary>What was left out, as AWS words it.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>The documentation parts that were made or changed, when only those were asked for.</summary>
    public ImmutableArray<string> DocumentationPartIds { get; init; } = [];
}
