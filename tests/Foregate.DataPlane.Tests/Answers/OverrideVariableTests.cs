// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Answers;

public sealed class OverrideVariableTests
{
    [Theory]
    [InlineData("requestOverrides.header.x")]
    [InlineData("authorizer.requestOverride.x")]
    [InlineData("status")]
    public void Other_variables_are_none(string name) => Assert.Null(OverrideVariable.Of(name));

    [Fact]
    public void Without_a_template_nothing_is_overridden()
    {
        var bytes = new ByteWriter(1);
        Assert.False(OverrideVariable.Of("responseOverride.status")!.Write(null, bytes));
        Assert.False(OverrideVariable.Of("responseOverride.status")!.Write(new TemplateOverrides { IsStatusSet = true }, bytes));
        Assert.Equal(0, bytes.Length);
    }
}
