// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Mapping.Values;

public sealed class PathParameterValueTests
{
    [Theory]
    [InlineData(false, "a%2Fb+c&d")]
    [InlineData(true, "a/b+c&d")]
    public void Stays_raw_in_paths_and_decodes_for_HTTP_APIs(bool decodes, string text)
    {
        var exchange = Sample.Exchange(ApiKind.Http, "GET /prod/x/a%2Fb+c&d HTTP/1.1", "/{one}/{two}", [("one", "x"), ("two", "a%2Fb+c&d")]);
        var value = new PathParameterValue(1, decodes);
        Assert.Equal(text, Values.Of(value, exchange));
        Assert.Equal("a%2Fb+c&d", Values.Of(value, exchange, ValueForm.PathPart));
        Assert.Equal("a%2Fb%2Bc%26d", Values.Of(value, exchange, ValueForm.Query));
    }
}
