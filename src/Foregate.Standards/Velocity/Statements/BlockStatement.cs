// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Statements;

/// <summary>Statements one after the other.</summary>
internal sealed class BlockStatement(Statement[] statements) : Statement
{
    public Statement[] Statements => statements;

    public override void Render(Run run)
    {
        foreach (var statement in statements)
        {
            statement.Render(run);
            if (run.Flow != Flow.Next)
            {
                return;
            }
        }
    }
}
