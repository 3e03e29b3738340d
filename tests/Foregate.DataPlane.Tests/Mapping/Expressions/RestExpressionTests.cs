// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping.Expressions;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Reader = Foregate.DataPlane.Tests.Mapping.Values.Values;

namespace Foregate.DataPlane.Tests.Mapping.Expressions;

public sealed class RestExpressionTests
{
    [Theory]
    [InlineData("method.request.path.id", "7%2F")]
    [InlineData("method.request.path.other", null)]
    [InlineData("method.request.querystring.q", "2")]
    [InlineData("method.request.multivaluequerystring.q", "1,2")]
    [InlineData("method.request.header.X-A", "b")]
    [InlineData("method.request.header.x-a", null)]
    [InlineData("method.request.multivalueheader.X-A", "a,b")]
    [InlineData("method.request.header.Connection", null)]
    [InlineData("method.request.header.content-length", null)]
    [InlineData("stageVariables.v", "blue")]
    [InlineData("stageVariables.none", null)]
    [InlineData("context.stage", "prod")]
    [InlineData("'it''s'", "it''s")]
    [InlineData("''", "")]
    public void Reads_requests_as_recorded(string expression, string? expected)
    {
        var exchange = Sample.Exchange(
            ApiKind.Rest, "GET /prod/7%2F?q=1&q=2 HTTP/1.1\nX-A: a\nX-A: b\nConnection: close\nContent-Length: 0", "/{id}", [("id", "7%2F")]);
        Assert.Equal(expected, Value(expression, exchange, RestExpression.OfRequest(expression, ["id"], Sample.Compilation(ApiKind.Rest, [], [("v", "blue")]))));
    }

    [Theory]
    [InlineData("integration.response.header.X", null)]
    [InlineData("context.httpMethod", "GET")]
    [InlineData("'a'", "a")]
    public void Reads_answers(string expression, string? expected)
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1\nX: request");
        Assert.Equal(expected, Value(expression, exchange, RestExpression.OfResponse(expression, Sample.Compilation(ApiKind.Rest, []))));
    }

    [Theory]
    [InlineData("integration.response.header.X")]
    [InlineData("method.request.header")]
    [InlineData("method.request.header.a/b")]
    [InlineData("'")]
    [InlineData("")]
    public void Refuses_what_AWS_refuses(string expression)
    {
        var faults = new List<CompilationFault>();
        Assert.Null(RestExpression.OfRequest(expression, [], Sample.Compilation(ApiKind.Rest, faults)));
        Assert.StartsWith("Invalid mapping expression specified: " + expression, Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    private static string? Value(string expression, Exchange exchange, MappedValue? value)
    {
        Assert.True(value is not null, expression);
        return Reader.Of(value, exchange);
    }
}
