// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Mapping.Values;

public sealed class ContextValueTests
{
    [Theory]
    [InlineData("path", "/prod/a%2Fb", "/prod/a%2Fb", "/prod/a%252Fb")]
    [InlineData("identity.userAgent", "a /b", "a%20%2Fb", "a%20/b")]
    [InlineData("authorizer.principalId", null, null, null)]
    public void Is_encoded_for_its_place(string name, string? text, string? path, string? query)
    {
        Assert.True(ContextVariables.TryFind(name, ApiKind.Rest, ContextUse.Mapping, TimeProvider.System, out var variable));
        var value = new ContextValue(variable, isRawPath: name == "path");
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/a%2Fb HTTP/1.1\nUser-Agent: a /b");
        Assert.Equal(text, Values.Of(value, exchange));
        Assert.Equal(path, Values.Of(value, exchange, ValueForm.PathPart));
        Assert.Equal(query, Values.Of(value, exchange, ValueForm.Query));
    }
}
