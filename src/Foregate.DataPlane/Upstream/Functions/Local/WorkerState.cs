// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Upstream.Functions.Local;

/// <summary>Where a worker is on its way from its start to its end.</summary>
internal enum WorkerState : byte
{
    /// <summary>It has not asked for an invocation yet; its process may not even exist.</summary>
    Starting,

    /// <summary>It has asked, and there is none.</summary>
    Idle,

    /// <summary>It has an invocation that has not ended.</summary>
    Busy,

    /// <summary>It has answered and will soon ask again: who calls now waits for that rather than for a new process.</summary>
    Returning,

    /// <summary>It has answered and goes on by itself, as it may within its time; nobody waits for it.</summary>
    Lingering,

    /// <summary>It takes no more invocations, and its process is to end.</summary>
    Ending,

    /// <summary>Its process has ended.</summary>
    Gone,
}
