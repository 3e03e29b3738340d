// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Definitions;
using Foregate.Hosting.Servers;

namespace Foregate.Tests.Hosting.Servers;

public sealed class LimitsAnswerTests
{
    [Fact]
    public void Tells_what_the_gateway_was_started_with() => Assert.Equal(
        """{"callers":[{"header":null,"rateLimit":0.5,"burstLimit":1},{"header":"X-A","rateLimit":2,"burstLimit":3}],"account":{"rateLimit":10000,"burstLimit":5000}}""",
        Text(new ForegateOptions { StrictAws = true, CallerLimits = [new CallerLimit { RateLimit = 0.5, BurstLimit = 1 }, new CallerLimit { Header = "X-A", RateLimit = 2, BurstLimit = 3 }] }));

    [Fact]
    public void An_account_has_no_limit_unless_AWS_s_walls_stand() => Assert.Equal("""{"callers":[],"account":null}""", Text(new ForegateOptions()));

    private static string Text(ForegateOptions options) => Encoding.UTF8.GetString(LimitsAnswer.Of(options).Span);
}
