// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Velocity.Running;

/// <summary>A macro of the template.</summary>
/// <param name="Parameters">The variables that its arguments are known by.</param>
internal sealed record Macro(string Name, int[] Parameters, Statement Body);
