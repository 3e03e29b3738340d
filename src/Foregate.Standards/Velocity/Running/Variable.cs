// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.Velocity.Running;

/// <summary>A variable of the template.</summary>
/// <param name="slot">Its place among the template's variables.</param>
internal sealed class Variable(int slot) : Expression
{
    public int Slot => slot;

    public override Value Evaluate(Run run) => run.Get(slot);

    public override bool IsTrue(Run run) => Truth(run.Get(slot));
}
