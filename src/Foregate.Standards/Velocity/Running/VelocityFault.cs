// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Velocity.Running;

/// <summary>Why a template was not parsed, or was not rendered to its end.</summary>
/// <param name="Line">From 1; 0 where the place is not known.</param>
public sealed record VelocityFault(string Message, int Line, int Column)
{
    public override string ToString() => Line > 0 ? $"{Message} (line {Line}, column {Column})" : Message;
}
