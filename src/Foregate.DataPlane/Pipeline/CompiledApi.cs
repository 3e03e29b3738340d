// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive;

namespace Foregate.DataPlane.Pipeline;

/// <summary>What became of one API in a compilation.</summary>
/// <param name="Address">Null when nothing of it is served.</param>
/// <param name="Held">What it says and is not served yet.</param>
internal sealed record CompiledApi(ApiAddress? Address, IReadOnlyList<CompilationFault> Held);
