// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Wire;
using Foregate.Standards.Values;

namespace Foregate.DataPlane.Tests.Mapping.Values;

public sealed class OverridingTests
{
    [Fact]
    public void Headers_are_found_in_any_case_and_all_else_as_it_is_spelled()
    {
        var overrides = new TemplateOverrides();
        overrides.RequestHeaders["X-A"] = overrides.RequestQuery["X-A"] = Value.Of("v");
        Assert.True(Overriding.TryFind(overrides, RequestPart.Header, "x-a", out _));
        Assert.False(Overriding.TryFind(overrides, RequestPart.Query, "x-a", out _));
        Assert.True(Overriding.TryFind(overrides, RequestPart.Query, "X-A", out _));
        Assert.False(Overriding.TryFind(null, RequestPart.Header, "X-A", out _));
    }

    [Fact]
    public void Lists_are_joined_in_a_text_and_repeated_in_a_query()
    {
        var list = Value.Of(new ValueList([Value.Of("a b"), Value.Of(true)]));
        var writer = new ByteWriter();
        Assert.True(Overriding.Write(list, writer, ValueForm.Text));
        Assert.True(Overriding.WriteQuery(list, writer, "q"u8));
        Assert.Equal("a b,true&q=a%20b&q=true", Sample.Text(writer.Written));
        Assert.False(Overriding.Write(Value.Null, writer, ValueForm.Text));
        Assert.False(Overriding.WriteQuery(Value.Null, writer, "q"u8));
    }
}
