// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Verdicts;

/// <summary>Where a request's way ended: which list, which step in it, and how.</summary>
internal readonly struct StepPosition(StepList list, int index, VerdictKind kind)
{
    public StepList List { get; } = list;

    public int Index { get; } = index;

    public VerdictKind Kind { get; } = kind;
}
