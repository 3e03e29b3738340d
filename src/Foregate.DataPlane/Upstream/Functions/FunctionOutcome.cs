// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Upstream.Functions;

/// <summary>How an invocation ended.</summary>
internal enum FunctionOutcome : byte
{
    /// <summary>The function returned.</summary>
    Answered,

    /// <summary>
    /// The function threw, did not end in its own time, or its process ended under the invocation or before it could take one
    /// (Lambda's FunctionError: Unhandled). The payload is the error object.
    /// </summary>
    FunctionError,

    /// <summary>The function did not end in the caller's time; it may still run, within its own.</summary>
    TimedOut,

    /// <summary>As many invocations as are allowed are running, and none ended in time (Lambda's TooManyRequestsException).</summary>
    Throttled,

    /// <summary>There is no such function, or it may not be called.</summary>
    NotFound,

    /// <summary>It could not be run at all: no interpreter, no code, a failed build, an endpoint that cannot be reached.</summary>
    Unavailable,

    /// <summary>The client went first.</summary>
    ClientGone,
}
