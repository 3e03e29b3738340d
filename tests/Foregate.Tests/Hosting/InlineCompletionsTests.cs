// SPDX-License-Identifier: Apache-2.0
using Foregate.Hosting;

namespace Foregate.Tests.Hosting;

public sealed class InlineCompletionsTests
{
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    [Fact]
    public void The_switch_is_set_unless_told_otherwise_and_children_do_not_inherit_it()
    {
        var before = Environment.GetEnvironmentVariable(Variable);
        try
        {
            Environment.SetEnvironmentVariable(Variable, null);
            InlineCompletions.Decide(["serve", "a.yaml", "--no-inline-scheduling"]);
            Assert.Null(Environment.GetEnvironmentVariable(Variable));
            InlineCompletions.Decide(["serve", "a.yaml"]);
            Assert.Equal("1", Environment.GetEnvironmentVariable(Variable));
            InlineCompletions.Forget();
            Assert.Null(Environment.GetEnvironmentVariable(Variable));

            // An operator's own value is left as it is.
            Environment.SetEnvironmentVariable(Variable, "0");
            InlineCompletions.Decide(["serve", "a.yaml"]);
            Assert.Equal("0", Environment.GetEnvironmentVariable(Variable));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
        }
    }
}
