// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.Velocity.Running;

/// <summary>One thing that a template did, for whoever wants to follow it.</summary>
/// <param name="Line">Line of the template, from 1.</param>
/// <param name="Source">What stands there.</param>
/// <param name="Value">What came of it.</param>
public readonly record struct VelocityStep(int Line, string Source, Value Value);
