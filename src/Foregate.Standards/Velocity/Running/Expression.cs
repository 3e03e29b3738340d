// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.Velocity.Running;

/// <summary>Something of a template that has a value.</summary>
internal abstract class Expression
{
    public abstract Value Evaluate(Run run);

    /// <summary>Whether a condition that is just this holds. Velocity 1.7: literals and arithmetic never do.</summary>
    public virtual bool IsTrue(Run run) => false;

    /// <summary>Of references: null is false, a boolean itself, and everything else true, the empty text too.</summary>
    protected static bool Truth(Value value) => value.IsBoolean ? value.AsBoolean : !value.IsNull;
}
