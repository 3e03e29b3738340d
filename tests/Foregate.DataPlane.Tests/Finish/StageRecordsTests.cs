// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Finish;
using Foregate.DataPlane.Finish.AccessLogs;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Finish;

public sealed class StageRecordsTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_stage_without_a_format_logs_ready_json(string? format)
    {
        using var given = new GivenExchange();
        var records = (StageRecords)given.Stage(format: format).Records!;
        Assert.Same(ReadyJson.Instance, records.Format);
        Assert.Empty(given.Faults);
    }

    [Fact]
    public void A_format_with_a_fault_is_named_by_its_path()
    {
        using var given = new GivenExchange();
        given.Stage(format: "no id");
        var fault = Assert.Single(given.Faults);
        Assert.Equal("/restapis/api1234567/stages/prod/accessLogSettings/format", fault.Path);
    }

    [Fact]
    public void The_settings_of_an_http_api_are_read_too()
    {
        using var given = new GivenExchange();
        var records = StageRecords.For(
            new Foregate.Definitions.ApiGatewayV2.AccessLogSettings { Format = "$context.requestId" }, given.Compilation(ApiKind.Http));
        Assert.IsType<AccessLogTemplate>(records.Format);
    }

    [Fact]
    public void What_is_known_of_a_route_is_made_once()
    {
        using var given = new GivenExchange();
        var stage = given.Stage();
        var records = (StageRecords)stage.Records!;
        var route = GivenExchange.Pet();
        Assert.Same(records.Of(stage, route), records.Of(stage, route));
        Assert.NotSame(records.Of(stage, route), records.Of(stage, GivenExchange.Pet()));
        Assert.Same(records.Of(stage, null), records.Of(stage, null));
    }
}
