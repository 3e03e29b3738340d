// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Statements;

/// <summary>Text that is written as it stands.</summary>
internal sealed class TextStatement(string text) : Statement
{
    private readonly byte[] _bytes = Encoding.UTF8.GetBytes(text);

    public string Text => text;

    public override void Render(Run run)
    {
        run.Output.Write(_bytes);
        if (run.Output.IsFull)
        {
            run.Fail($"The template writes more than {run.Output.Limit} bytes.");
        }
    }
}
