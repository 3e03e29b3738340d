// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Mapping.Values;

public sealed class RequestPathValueTests
{
    [Theory]
    [InlineData("/prod/a%2Fb/", "/a%2Fb/", "/a%2Fb/")]
    [InlineData("/prod/a&b", "/a&b", "/a%26b")]
    [InlineData("/prod", "/", "/")]
    public void Is_the_path_below_the_stage(string path, string text, string query)
    {
        var exchange = Sample.Exchange(ApiKind.Http, $"GET {path} HTTP/1.1");
        Assert.Equal(text, Values.Of(new RequestPathValue(), exchange));
        Assert.Equal(text, Values.Of(new RequestPathValue(), exchange, ValueForm.Path));
        Assert.Equal(query, Values.Of(new RequestPathValue(), exchange, ValueForm.Query));
    }
}
