// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Verdicts;

/// <summary>What a step decided.</summary>
internal enum VerdictKind : byte
{
    Continue,

    /// <summary>The step itself has produced the answer; Emit's writing and Finish still run.</summary>
    Answered,
    Rejected,

    /// <summary>No verdict, but where the way ended when a step threw: a bug of ours. Only a <see cref="StepPosition"/> says it.</summary>
    Threw,
}
