// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Emit.GatewayResponses;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Emit.GatewayResponses;

public sealed class GatewayResponseExpressionTests
{
    [Theory]
    [InlineData("'text'", "text")]
    [InlineData("stageVariables.colour", "blue")]
    [InlineData("stageVariables.none", null)]
    [InlineData("context.error.responseType", "THROTTLED")]
    [InlineData("context.authorizer.claims.sub", null)]
    [InlineData("context.nosuch", null)]
    [InlineData("method.request.path.petId", "7")]
    [InlineData("method.request.path.none", null)]
    [InlineData("method.request.querystring.q", "a b")]
    [InlineData("method.request.multivalueheader.X-Tag", "1,2")]
    public void Says_what_the_request_and_its_refusal_have(string expression, string? value)
    {
        List<CompilationFault> faults = [];
        var compiled = GatewayResponseExpression.Compile(expression, Sample.Compilation(ApiKind.Rest, faults, [("colour", "blue")]))!;
        Assert.Empty(faults);
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/pets/7?q=a%20b HTTP/1.1\nX-Tag: 1\nX-Tag: 2", "/pets/{petId}", [("petId", "7")]);
        exchange.Rejection = Rejections.Rest.Throttled;
        var writer = new ByteWriter();
        Assert.Equal(value is not null, compiled.Write(exchange, writer, ValueForm.Text));
        Assert.Equal(value ?? "", Sample.Text(writer.Written));
    }

    [Theory]
    [InlineData("integration.response.header.a")]
    [InlineData("method.request.header.a b")]
    [InlineData("text")]
    public void What_is_none_is_a_fault(string expression)
    {
        List<CompilationFault> faults = [];
        Assert.Null(GatewayResponseExpression.Compile(expression, Sample.Compilation(ApiKind.Rest, faults)));
        Assert.Single(faults);
    }
}
