// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Operations.Lambda;

/// <summary>A part of a list: its items, and where the next part begins; <see langword="null"/> behind the last.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextMarker);
