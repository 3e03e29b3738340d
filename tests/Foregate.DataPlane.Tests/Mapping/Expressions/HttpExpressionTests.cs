// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping.Expressions;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Reader = Foregate.DataPlane.Tests.Mapping.Values.Values;

namespace Foregate.DataPlane.Tests.Mapping.Expressions;

public sealed class HttpExpressionTests
{
    [Theory]
    [InlineData("$request.header.x-a", "a,b")]
    [InlineData("${request.header.X-A}", "a,b")]
    [InlineData("$request.querystring.q", "1,2")]
    [InlineData("$request.querystring.Q", null)]
    [InlineData("$request.path", "/7%2F")]
    [InlineData("$request.path.id", "7/")]
    [InlineData("$request.path.none", null)]
    [InlineData("$context.routeKey", "GET /{id}")]
    [InlineData("$stageVariables.v", "blue")]
    [InlineData("$stageVariables.none", null)]
    [InlineData("plain $5 text", "plain $5 text")]
    [InlineData("<${request.path.id}|${stageVariables.v}>", "<7/|blue>")]
    [InlineData("<${request.path.id}|${request.header.none}>", null)]
    [InlineData("", "")]
    public void Reads_requests(string text, string? expected)
    {
        var exchange = Sample.Exchange(ApiKind.Http, "GET /prod/7%2F?q=1&q=2 HTTP/1.1\nX-A: a\nx-a: b", "/{id}", [("id", "7%2F")]);
        var faults = new List<CompilationFault>();
        var value = HttpExpression.OfRequest(text, ["id"], Sample.Compilation(ApiKind.Http, faults, [("v", "blue")]));
        Assert.Empty(faults);
        Assert.Equal(expected, Reader.Of(value!, exchange));
    }

    [Theory]
    [InlineData("$request.header.x")]
    [InlineData("$request.path")]
    [InlineData("$context.none")]
    [InlineData("$response.header.")]
    [InlineData("${}")]
    public void Answers_know_less(string text)
    {
        var faults = new List<CompilationFault>();
        Assert.Null(HttpExpression.OfResponse(text, Sample.Compilation(ApiKind.Http, faults)));
        Assert.Single(faults);
    }
}
