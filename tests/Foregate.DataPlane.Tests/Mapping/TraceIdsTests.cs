// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Mapping;

public sealed class TraceIdsTests
{
    [Fact]
    public void The_clients_trace_goes_on() =>
        Assert.Equal("Root=1-x", Sample.Text(TraceIds.Of(Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1\nX-Amzn-Trace-Id: Root=1-x"), new ByteWriter()).Span));

    [Fact]
    public void A_request_without_one_begins_one_whoever_asks()
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        var one = Sample.Text(TraceIds.Of(exchange, new ByteWriter()).Span);
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$", one);
        Assert.Equal(one, Sample.Text(TraceIds.Of(exchange, new ByteWriter()).Span));
    }
}
