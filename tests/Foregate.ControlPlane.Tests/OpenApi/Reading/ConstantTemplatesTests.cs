// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.Tests.OpenApi.Reading;

public sealed class ConstantTemplatesTests
{
    [Theory]
    [InlineData("{\"statusCode\": 200}")]
    [InlineData("{statusCode: 200}")]
    [InlineData("")]
    [InlineData("costs 5$ or $5")]
    [InlineData("<p style='color:#fff'>#1</p>")]
    public void Lets_texts_be(string template) => Assert.True(ConstantTemplates.IsConstant(template));

    [Theory]
    [InlineData("$input.body")]
    [InlineData("$!x")]
    [InlineData("${x}")]
    [InlineData("#if(true)x#end")]
    [InlineData("#set($x = 1)")]
    [InlineData("## comment")]
    [InlineData("#* comment *#")]
    [InlineData("#[[literal]]#")]
    [InlineData("#@macro()")]
    [InlineData("\\$x")]
    [InlineData("\\#if")]
    public void Knows_the_template_language(string template) => Assert.False(ConstantTemplates.IsConstant(template));
}
