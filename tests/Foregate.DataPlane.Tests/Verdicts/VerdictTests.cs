// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Verdicts;

public sealed class VerdictTests
{
    [Fact]
    public void Going_on_is_what_a_verdict_is_by_default()
    {
        Assert.Equal(VerdictKind.Continue, default(Verdict).Kind);
        Assert.Equal(VerdictKind.Continue, Verdict.Continue.Kind);
        Assert.Null(Verdict.Continue.Rejection);
    }

    [Fact]
    public void An_answer_has_no_reason()
    {
        Assert.Equal(VerdictKind.Answered, Verdict.Answered.Kind);
        Assert.Null(Verdict.Answered.Rejection);
    }

    [Fact]
    public void A_refusal_says_why()
    {
        var verdict = Verdict.Reject(Rejections.Rest.Throttled);
        Assert.Equal(VerdictKind.Rejected, verdict.Kind);
        Assert.Same(Rejections.Rest.Throttled, verdict.Rejection);
    }

    [Fact]
    public async Task A_step_that_waits_for_nothing_returns_it_as_it_is()
    {
        ValueTask<Verdict> step = Verdict.Reject(Rejections.Http.RouteNotFound);
        Assert.True(step.IsCompletedSuccessfully);
        Assert.Same(Rejections.Http.RouteNotFound, (await step).Rejection);
    }
}
