// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Values;

namespace Foregate.DataPlane.Tests.Dispatch.RequestMapping;

public sealed class TargetPartTests
{
    [Fact]
    public void Is_a_text_or_a_value_in_a_form()
    {
        byte[] bytes = [1];
        var text = new TargetPart(bytes);
        Assert.Same(bytes, text.Bytes);
        Assert.Null(text.Value);
        var value = new TargetPart(MissingValue.Instance, ValueForm.Query);
        Assert.Null(value.Bytes);
        Assert.Same(MissingValue.Instance, value.Value);
        Assert.Equal(ValueForm.Query, value.Form);
    }
}
