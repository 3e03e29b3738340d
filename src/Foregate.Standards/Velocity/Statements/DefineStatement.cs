// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Statements;

/// <summary>#define: a variable gets a block that is rendered whenever it is printed.</summary>
internal sealed class DefineStatement(int variable, Statement body) : Statement
{
    public override void Render(Run run)
    {
        if (run.Step() && run.Take(40))
        {
            run.Set(variable, Value.Of(new DefinedBlock(body, run.Frame)));
        }
    }
}
