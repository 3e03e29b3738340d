// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Parsing;

/// <summary>A part of an expression, and where it stands: adding a text to nothing adds what is written there.</summary>
internal readonly record struct Written(Expression Expression, int From, int To);
