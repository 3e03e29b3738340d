// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Velocity.Running;

/// <summary>How a rendering goes on after a statement.</summary>
internal enum Flow : byte
{
    Next,

    /// <summary>#break: out of the nearest loop, macro, block or template.</summary>
    Break,

    /// <summary>#stop: no further output at all.</summary>
    Stop,

    /// <summary>A fault: what was written is not to be used.</summary>
    Fault,
}
