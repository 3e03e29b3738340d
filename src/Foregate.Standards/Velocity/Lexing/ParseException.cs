// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Lexing;

/// <summary>Ends the reading of a template. It is caught where reading begins; nothing is read while a request waits.</summary>
internal sealed class ParseException(VelocityFault fault) : Exception(fault.Message)
{
    public VelocityFault Fault => fault;
}
