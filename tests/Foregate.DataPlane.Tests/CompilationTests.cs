// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests;

public sealed class CompilationTests
{
    [Fact]
    public void Faults_are_collected_at_the_place_they_are_about()
    {
        var faults = new List<CompilationFault>();
        var compilation = Sample.Compilation(ApiKind.Rest, faults);
        compilation.Fault("one");
        compilation.At("/restapis/abc123/stages/prod").Fault("two");
        Assert.Equal([new(compilation.Path, "one"), new("/restapis/abc123/stages/prod", "two")], faults);
    }

    [Fact]
    public void A_part_has_the_same_surroundings()
    {
        var whole = Sample.Compilation(ApiKind.Http, [], [("a", "1")]);
        var part = whole.At("/elsewhere");
        Assert.Equal((whole.Kind, whole.ApiId, whole.StageName), (part.Kind, part.ApiId, part.StageName));
        Assert.Same(whole.Variables, part.Variables);
        Assert.Same(whole.Ledgers, part.Ledgers);
        Assert.Same(Rejections.Http, part.Rejections);
    }

    [Fact]
    public void A_step_that_is_not_configured_is_not_in_the_list()
    {
        var (one, two) = (new Step(), new Step());
        Assert.Equal([one, two], Sample.Compilation(ApiKind.Rest, []).Steps(null, one, null, two));
    }

    private sealed class Step : IStep
    {
        public ValueTask<Verdict> InvokeAsync(Exchange exchange) => Verdict.Continue;
    }
}
