// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Finish.ExecutionLogs;
using Foregate.DataPlane.Traces;

namespace Foregate.DataPlane.Tests.Finish.ExecutionLogs;

public sealed class InvocationTextTests : IDisposable
{
    private readonly GivenExchange _given = new();

    [Fact]
    public void A_call_and_its_answer_read_as_lambdas_protocol_does()
    {
        var exchange = _given.Answered();
        var trace = new ExecutionTrace();
        trace.Begin(new TraceSettings("group", ErrorsOnly: false, HasData: true, RequiresKey: false));
        trace.Invoke("us-east-1", "arn:aws:lambda:us-east-1:123456789012:function:pets", "{}"u8, "Root=1-2-3"u8);
        trace.Receive("12345"u8);
        var lines = new ExecutionLines();
        lines.Begin();
        InvocationText.Request(exchange, trace, 0, lines);
        InvocationText.Answer(exchange, trace, 0, lines);
        Assert.Equal(
            $"Endpoint request headers: {{x-amzn-lambda-integration-tag={Encoding.ASCII.GetString(exchange.Ids.Uuid)}, X-Amz-Date=19700101T000000Z, x-amzn-apigateway-api-id=api1234567, "
            + "Accept=application/json, User-Agent=AmazonAPIGateway_api1234567, X-Amzn-Trace-Id=Root=1-2-3, Content-Type=application/json}",
            Encoding.UTF8.GetString(lines.Text(0)));
        Assert.Equal(
            "Endpoint response headers: {Date=Thu, 01 Jan 1970 00:00:00 GMT, Content-Type=application/json, Content-Length=5, Connection=keep-alive, "
            + "x-amzn-Remapped-Content-Length=0, X-Amz-Executed-Version=$LATEST, X-Amzn-Trace-Id=Root=1-2-3}",
            Encoding.UTF8.GetString(lines.Text(1)));
        var allocated = GivenRequest.Allocated(() =>
        {
            lines.Begin();
            InvocationText.Request(exchange, trace, 0, lines);
            InvocationText.Answer(exchange, trace, 0, lines);
        });
        Assert.InRange(allocated, 0, 1_000_000);
    }

    public void Dispose() => _given.Dispose();
}
