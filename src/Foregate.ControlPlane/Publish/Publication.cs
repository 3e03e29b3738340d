// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.DataPlane;

namespace Foregate.ControlPlane.Publish;

/// <summary>What became of a publication: what is served differently now, or why nothing changed.</summary>
public sealed record Publication
{
    /// <summary>Against what was served before; <see langword="null"/> when there are faults.</summary>
    public RouteChanges? Changes { get; init; }

    public ImmutableArray<CompilationFault> Faults { get; init; } = [];
}
