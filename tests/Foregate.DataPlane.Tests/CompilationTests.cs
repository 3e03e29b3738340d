// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests;

public sealed class CompilationTests
{
    [Fact]
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
            if (property.Name != nameof(Compilation.Path) && property.CanRead)
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
    {
        public ValueTask<Verdict> InvokeAsync(Exchange exchange) => Verdict.Continue;
    }
}
