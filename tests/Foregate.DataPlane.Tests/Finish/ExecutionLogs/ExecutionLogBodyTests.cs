// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Finish.ExecutionLogs;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Tests.Pipeline;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests.Finish.ExecutionLogs;

public sealed class ExecutionLogBodyTests
{
    private static readonly Resource Pets = new() { Id = "res001", Path = "/pets" };

    [Fact]
    public void Only_a_log_that_tells_bodies_reads_them()
    {
        Assert.Null(Step(data: false));
        Assert.NotNull(Step(data: true));
    }

    [Fact]
    public async Task What_comes_is_read_and_can_be_read_again()
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "POST /prod/pets HTTP/1.1\nContent-Length: 4", body: new ScriptedBody(["pi", "ng"], length: 4));
        Assert.Equal(VerdictKind.Continue, (await Step(data: true)!.InvokeAsync(exchange)).Kind);
        Assert.Equal("ping"u8.ToArray(), exchange.WholeBody.ToArray());
        Assert.Equal("ping"u8.ToArray(), (await exchange.Body.ReadAsync()).Bytes.ToArray());
    }

    [Fact]
    public async Task What_is_too_large_is_refused_as_by_who_reads_it_otherwise()
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "POST /prod/pets HTTP/1.1\nContent-Length: 101", body: new ScriptedBody([], length: 101));
        var verdict = await Step(data: true)!.InvokeAsync(exchange);
        Assert.Equal((413, "REQUEST_TOO_LARGE"), (verdict.Rejection!.Status, RejectionNames.Of(verdict.Rejection.Reason)));
        Assert.NotNull(verdict.Rejection.Place);
        Assert.Equal("The request's body is larger than 100 bytes.", verdict.Rejection.Detail);
    }

    private static ExecutionLogBody? Step(bool data) => ExecutionLogBody.For(
        GivenAccount.Prod with { MethodSettings = OrdinalMap.Empty<MethodSetting>().Add("pets/GET", new MethodSetting { LoggingLevel = "INFO", DataTraceEnabled = data }) },
        Pets,
        GivenAccount.Get,
        GivenRequest.Compilation(ApiKind.Rest, options: new GatewayOptions { ExecutionLog = Stream.Null, Quotas = new Quotas { PayloadBytes = 100 } }));
}
