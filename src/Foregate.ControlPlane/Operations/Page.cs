// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Operations;

/// <summary>One page of a list. Where the next begins is told by the key of the last item, so that what comes and goes between two calls shifts nothing.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
