// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Finish.ExecutionLogs;
using Foregate.DataPlane.Tests.Pipeline;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests.Finish.ExecutionLogs;

public sealed class ExecutionLogStartTests
{
    private static readonly Resource Pets = new() { Id = "res001", Path = "/pets" };

    [Theory]
    [InlineData("INFO", true, false, true)]
    [InlineData("ERROR", null, true, false)]
    public void What_is_told_is_the_methods_own_setting(string level, bool? data, bool errorsOnly, bool hasData)
    {
        var settings = ExecutionLogStart.SettingsOf(Stage(level, data), Pets, GivenAccount.Get, Logging());
        Assert.Equal(("API-Gateway-Execution-Logs_api1234567/prod", errorsOnly, hasData, false), (settings!.Group, settings.ErrorsOnly, settings.HasData, settings.RequiresKey));
    }

    [Fact]
    public void Without_a_level_or_anywhere_to_write_there_is_no_step()
    {
        Assert.Null(ExecutionLogStart.For(Stage(null, true), Pets, GivenAccount.Get, Logging()));
        Assert.Null(ExecutionLogStart.For(Stage("OFF", true), Pets, GivenAccount.Get, Logging()));
        Assert.Null(ExecutionLogStart.For(Stage("INFO", true), Pets, GivenAccount.Get, GivenRequest.Compilation(ApiKind.Rest)));
    }

    [Fact]
    public void A_trace_is_on_the_exchange_until_it_is_taken_back()
    {
        var exchange = GivenRequest.Of("GET", "/pets");
        var body = exchange.RequestBody;
        GivenRequest.Run(ExecutionLogStart.For(Stage("INFO", true), Pets, GivenAccount.Get, Logging())!, exchange);
        Assert.NotNull(exchange.Trace);
        Assert.NotSame(body, exchange.RequestBody);
        exchange.Unwatch();
        Assert.Null(exchange.Trace);
        Assert.Same(body, exchange.RequestBody);
    }

    private static Stage Stage(string? level, bool? data) =>
        GivenAccount.Prod with { MethodSettings = OrdinalMap.Empty<MethodSetting>().Add("pets/GET", new MethodSetting { LoggingLevel = level, DataTraceEnabled = data }) };

    private static Compilation Logging() => GivenRequest.Compilation(ApiKind.Rest, options: new GatewayOptions { ExecutionLog = Stream.Null });
}
