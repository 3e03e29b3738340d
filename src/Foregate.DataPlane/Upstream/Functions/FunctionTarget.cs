// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Upstream.Functions;

/// <summary>Something that runs one function: a host of local processes, or a Lambda endpoint elsewhere.</summary>
internal abstract class FunctionTarget
{
    /// <summary>
    /// Runs the function once, never twice. Completes when it has answered or the call has failed, is out of time or was aborted.
    /// The call's payload must stay as it is until then. Never throws.
    /// </summary>
    public abstract ValueTask<FunctionAnswer> InvokeAsync(FunctionCall call);
}
