// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.Conformance.Tests.Running;

/// <summary>What a program left behind.</summary>
internal sealed record ToolResult(int Code, byte[] Output, string Error)
{
    public string Text => Encoding.UTF8.GetString(Output);

    /// <summary>Fails with everything it said unless it ended well.</summary>
    public ToolResult Succeeded()
    {
        Assert.True(Code == 0, $"It ended with {Code}:\n{Error}\n{Text}");
        return this;
    }
}
