// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway;

public sealed class MappingExpressionsTests
{
    [Theory]
    [InlineData("integration.request.path.id", "method.request.path.id", null)]
    [InlineData("integration.request.querystring.q", "method.request.multivaluequerystring.q", null)]
    [InlineData("integration.request.header.X-H", "method.request.multivalueheader.h", null)]
    [InlineData("integration.request.header.h", "'static text'", null)]
    [InlineData("integration.request.header.h", "''", null)]
    [InlineData("integration.request.header.h", "stageVariables.v", null)]
    [InlineData("integration.request.header.h", "context.identity.sourceIp", null)]
    [InlineData("integration.request.header.h", "method.request.body", null)]
    [InlineData("integration.request.header.h", "method.request.body.a[0].b", null)]
    [InlineData("integration.request.header.h", "true", "Invalid mapping expression specified: true")]
    [InlineData("integration.request.header.h", "'", "Invalid mapping expression specified: '")]
    [InlineData("integration.request.cookie.h", "'x'", "Invalid mapping expression specified: integration.request.cookie.h")]
    [InlineData("integration.request.header.a b", "'x'", "Invalid mapping expression specified: integration.request.header.a b")]
    [InlineData("integration.request.path.id", "method.request.path.other", "Invalid mapping expression parameter specified: method.request.path.other")]
    public void Checks_request_mappings(string key, string value, string? error)
    {
        var declared = Ground.Map(("method.request.path.id", true), ("method.request.querystring.q", false), ("method.request.header.h", false));
        var found = MappingExpressions.CheckRequest(Ground.Map((key, value)), declared);
        Assert.Equal(error is null ? null : $"Invalid mapping expression specified: Validation Result: warnings : [], errors : [{error}]", found?.Message);
    }

    [Theory]
    [InlineData("method.response.header.A", "'x'", null)]
    [InlineData("method.response.header.A", "integration.response.header.B", null)]
    [InlineData("method.response.header.A", "integration.response.multivalueheader.B", null)]
    [InlineData("method.response.header.A", "integration.response.body.a", null)]
    [InlineData("method.response.header.A", "context.requestId", null)]
    [InlineData("method.response.header.A", "method.request.header.B", "Invalid mapping expression specified: method.request.header.B")]
    [InlineData("method.response.header.B", "'x'", "Invalid mapping expression parameter specified: method.response.header.B")]
    [InlineData("gatewayresponse.header.A", "'x'", "Invalid mapping expression specified: gatewayresponse.header.A")]
    public void Checks_response_mappings(string key, string value, string? error)
    {
        var declared = new MethodResponse { StatusCode = "200", ResponseParameters = Ground.Map(("method.response.header.A", false)) };
        var found = MappingExpressions.CheckResponse(Ground.Map((key, value)), declared);
        Assert.Equal(error is null ? null : $"Invalid mapping expression specified: Validation Result: warnings : [], errors : [{error}]", found?.Message);
    }
}
