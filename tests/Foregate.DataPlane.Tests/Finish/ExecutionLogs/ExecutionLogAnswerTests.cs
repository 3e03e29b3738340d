// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Finish.ExecutionLogs;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Tests.Pipeline;
using Foregate.DataPlane.Traces;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests.Finish.ExecutionLogs;

public sealed class ExecutionLogAnswerTests
{
    private static readonly Resource Pets = new() { Id = "res001", Path = "/pets" };

    [Fact]
    public async Task Headers_are_noted_and_the_body_while_it_is_read()
    {
        var head = new UpstreamResponseHead(4096);
        Sample.Read(head, "HTTP/1.1 200 OK\nX-One: 1");
        var exchange = GivenRequest.Of("GET", "/pets");
        var trace = new ExecutionTrace();
        trace.Begin(new TraceSettings("group", ErrorsOnly: false, HasData: true, RequiresKey: false));
        exchange.Watch(trace);
        exchange.IntegrationResponse.Set(200, head.Headers, new BytesBody("hello"u8.ToArray()), null);
        var stage = GivenAccount.Prod with { MethodSettings = OrdinalMap.Empty<MethodSetting>().Add("*/*", new MethodSetting { LoggingLevel = "INFO" }) };
        var step = ExecutionLogAnswer.For(stage, Pets, GivenAccount.Get, GivenRequest.Compilation(ApiKind.Rest, options: new GatewayOptions { ExecutionLog = Stream.Null }))!;
        Assert.Equal(VerdictKind.Continue, GivenRequest.Run(step, exchange).Kind);
        Assert.Equal("hello", Encoding.ASCII.GetString((await exchange.IntegrationResponse.Body!.ReadAsync()).Bytes.Span));
        Assert.Equal(("{X-One=1}", "hello"), (Encoding.ASCII.GetString(trace.AnswerHeaders), Encoding.ASCII.GetString(trace.AnswerBody)));
    }

    [Fact]
    public void A_method_that_does_not_log_has_none() =>
        Assert.Null(ExecutionLogAnswer.For(GivenAccount.Prod, Pets, GivenAccount.Get, GivenRequest.Compilation(ApiKind.Rest, options: new GatewayOptions { ExecutionLog = Stream.Null })));
}
