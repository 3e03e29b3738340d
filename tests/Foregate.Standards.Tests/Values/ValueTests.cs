// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.Standards.Values;

namespace Foregate.Standards.Tests.Values;

public sealed class ValueTests
{
    [Fact]
    public void Takes_sixteen_bytes() => Assert.Equal(16, Unsafe.SizeOf<Value>());

    [Fact]
    public void Knows_its_kind()
    {
        Assert.Equal(ValueKind.Null, default(Value).Kind);
        Assert.Equal(ValueKind.Boolean, Value.False.Kind);
        Assert.Equal(ValueKind.Integer, Value.Of(5).Kind);
        Assert.Equal(ValueKind.Number, Value.Of(5.0).Kind);
        Assert.Equal(ValueKind.Exact, Value.Exact("123").Kind);
        Assert.Equal(ValueKind.Text, Value.Of("").Kind);
        Assert.Equal(ValueKind.List, Value.Of(new ValueList()).Kind);
        Assert.Equal(ValueKind.Map, Value.Of(new ValueMap()).Kind);
        Assert.Equal(ValueKind.Null, Value.Of((string?)null).Kind);
    }

    // An integer that equals a kind's number must not be taken for that kind.
    [Theory]
    [InlineData((long)ValueKind.Text)]
    [InlineData((long)ValueKind.Map)]
    public void An_integer_is_no_text(long number)
    {
        Assert.False(Value.Of(number).IsText);
        Assert.True(Value.Of(number).IsInteger);
        Assert.False(Value.Exact("5").IsText);
    }
}
