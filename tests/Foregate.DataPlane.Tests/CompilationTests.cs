// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

<<<<<<< HEAD
=======
>>>>>>> mirrored-tests

namespace Foregate.DataPlane.Tests;

public sealed class CompilationTests
{
    [Fact]
<<<<<<< HEAD
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
=======
    public void Faults_name_the_place_and_are_all_collected_in_order()
    {
        var faults = new List<CompilationFault>();
        var c = GivenRequest.Compilation(ApiKind.Rest, faults);
        c.Fault("one");
        c.At("/restapis/a/resources/b").Fault("two");
        c.Fault("three");
        CompilationFault[] expected =
        [
            new("/apis/api1234567/stages/prod", "one"), new("/restapis/a/resources/b", "two"), new("/apis/api1234567/stages/prod", "three"),
        ];
        Assert.Equal(expected, faults);
    }

    [Fact]
    public void A_part_of_the_definition_has_the_same_surroundings()
    {
        var c = GivenRequest.Compilation(ApiKind.Http);
        var part = c.At("/apis/api1234567/routes/r");
        Assert.Equal("/apis/api1234567/routes/r", part.Path);
        foreach (var property in typeof(Compilation).GetProperties())
        {
            if (property.Name != nameof(Compilation.Path))
            {
                Assert.Equal(property.GetValue(c), property.GetValue(part));
            }
        }
    }

    [Fact]
    public void Refusals_are_those_of_the_kind_of_api()
    {
        Assert.Same(Rejections.Rest, GivenRequest.Compilation(ApiKind.Rest).Rejections);
        Assert.Same(Rejections.Http, GivenRequest.Compilation(ApiKind.Http).Rejections);
    }

    [Fact]
    public void Steps_that_are_not_configured_are_not_there_and_the_others_keep_their_order()
    {
        var c = GivenRequest.Compilation(ApiKind.Rest);
        IStep first = new Nothing();
        IStep second = new Nothing();
        Assert.Equal([first, second], c.Steps(null, first, null, second, null));
        Assert.Empty(c.Steps(null, null));
        Assert.Empty(c.Steps());
    }

    private sealed class Nothing : IStep
>>>>>>> mirrored-tests
    {
        public ValueTask<Verdict> InvokeAsync(Exchange exchange) => Verdict.Continue;
    }
}
