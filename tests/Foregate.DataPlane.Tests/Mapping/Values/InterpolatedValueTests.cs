// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Mapping.Values;

public sealed class InterpolatedValueTests
{
    [Fact]
    public void Is_missing_when_one_part_is()
    {
        var exchange = Sample.Exchange(ApiKind.Http, "GET /prod/ HTTP/1.1");
        Assert.Equal("ab", Values.Of(new InterpolatedValue([new StaticValue("a"), new StaticValue("b")]), exchange));
        Assert.Null(Values.Of(new InterpolatedValue([new StaticValue("a"), MissingValue.Instance]), exchange));
    }
}
