// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Emit.GatewayResponses;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Emit.GatewayResponses;

public sealed class PathVariableValueTests
{
    [Fact]
    public void Is_found_by_its_name_on_the_route_that_was_taken()
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/a/b%20c HTTP/1.1", "/{one}/{two}", [("one", "a/"), ("two", "b%20c")]);
        var writer = new ByteWriter();
        Assert.True(new PathVariableValue("two").Write(exchange, writer, ValueForm.Text));
        Assert.Equal("b%20c", Sample.Text(writer.Written));
        Assert.False(new PathVariableValue("three").Write(exchange, writer, ValueForm.Text));
        exchange.Route.Reset();
        Assert.False(new PathVariableValue("two").Write(exchange, writer, ValueForm.Text));
    }
}
