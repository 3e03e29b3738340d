// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Mapping;

public sealed class ConstantTemplateTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{\"price\": \"$5\", \"n\": 1}")]
    [InlineData("<p style=\"color:#fff\">#1 \u00e9</p>\r\n")]
    [InlineData("a $ b # c \\ d $")]
    public void Gives_what_it_says(string template)
    {
        var faults = new List<CompilationFault>();
        Assert.Equal(template, Encoding.UTF8.GetString(ConstantTemplate.Compile(template, Sample.Compilation(ApiKind.Rest, faults))!));
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("a\nb $input.body", "($input.body, line 2)")]
    [InlineData("$!x", "($!x, line 1)")]
    [InlineData("${x}", "(${x}, line 1)")]
    [InlineData("#set($a = 1)", "(#set($a, line 1)")]
    [InlineData("## comment", "(##, line 1)")]
    [InlineData("#* comment *#", "(#*, line 1)")]
    [InlineData("#[[raw]]#", "(#[[raw]]#, line 1)")]
    [InlineData("#foreach($i in $x)", "(#foreach($i, line 1)")]
    [InlineData("\\$1", "($1, line 1)")]
    public void Refuses_what_would_have_to_be_evaluated(string template, string where)
    {
        var faults = new List<CompilationFault>();
        Assert.Null(ConstantTemplate.Compile(template, Sample.Compilation(ApiKind.Rest, faults)));
        Assert.Contains(where, Assert.Single(faults).Message, StringComparison.Ordinal);
    }
}
