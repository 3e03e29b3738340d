// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Mapping.Values;

public sealed class StaticValueTests
{
    [Fact]
    public void Is_made_once_for_each_form()
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        var value = new StaticValue("a/b c&%2F?");
        Assert.Equal("a/b c&%2F?", Values.Of(value, exchange));
        Assert.Equal("a/b%20c&%2F%3F", Values.Of(value, exchange, ValueForm.PathPart));
        Assert.Equal("a/b%20c%26%252F?", Values.Of(value, exchange, ValueForm.Query));
        Assert.Equal("&n=a/b%20c%26%252F?", Values.Query(value, exchange));
    }
}
