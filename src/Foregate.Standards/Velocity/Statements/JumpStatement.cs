// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Statements;

/// <summary>#break or #stop.</summary>
internal sealed class JumpStatement(Flow flow) : Statement
{
    public override void Render(Run run) => run.Flow = flow;
}
