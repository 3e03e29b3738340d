// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Documents;

/// <summary>Something a reader of the document should know that keeps nobody from serving it.</summary>
public sealed record Notice
{
    /// <summary>Where to look; <see langword="null"/> when it concerns the whole document.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>One or two sentences.</summary>
    public required string Text { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Location is { } at ? $"{at}: {Text}" : Text;
}
