// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane;

/// <summary>Why a definition cannot be served, or what of it is stored and not served yet.</summary>
/// <param name="Path">AWS path of what is wrong, for example /restapis/{id}/resources/{resourceId}/methods/GET/integration.</param>
/// <param name="Message">What is wrong and how to mend it, one or two sentences.</param>
public sealed record CompilationFault(string Path, string Message);
