// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Store;
using Foregate.DataPlane;

namespace Foregate.ControlPlane.Publish;

/// <summary>What became of a publication: what is served differently now, or why nothing changed.</summary>
public sealed record Publication
{
    /// <summary>Against what was served before; <see langword="null"/> when nothing changed hands.</summary>
    public RouteChanges? Changes { get; init; }

    /// <summary>Something else was published since the account was computed: compute it again from what is current.</summary>
    public bool IsOutdated { get; init; }

    /// <summary>What the account says since this publication, is stored and is not served yet.</summary>
    public ImmutableArray<CompilationFault> NewlyHeld { get; init; } = [];

    /// <summary>Why the account cannot be served.</summary>
    public ImmutableArray<CompilationFault> Faults { get; init; } = [];

    /// <summary>Why the account could not be stored: the server's fault, a 5XX. What was served before still is.</summary>
    public StoreException? Unstored { get; init; }
}
