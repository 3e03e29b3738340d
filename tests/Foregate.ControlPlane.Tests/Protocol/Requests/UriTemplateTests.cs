// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Requests;

namespace Foregate.ControlPlane.Tests.Protocol.Requests;

public sealed class UriTemplateTests
{
    [Fact]
    public void A_template_has_segments_and_what_it_fixes_of_the_query()
    {
        var template = new UriTemplate("/a/{b}/{c+}?mode=import&flag");
        Assert.Equal(["a", "{b}", "{c+}"], template.Segments);
        Assert.Equal([false, true, true], template.Segments.Select(UriTemplate.IsLabel));
        Assert.Equal(["b", "c"], template.Segments.Skip(1).Select(UriTemplate.LabelName));
        Assert.True(template.Fits([new("flag", ""), new("x", "y"), new("mode", "import")]));
        Assert.False(template.Fits([new("mode", "import")]));
    }

    [Fact]
    public void Signs_of_regular_expressions_are_literal() => Assert.False(UriTemplate.IsLabel("(a+)+"));
}
