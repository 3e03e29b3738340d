// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Finish;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Finish;

public sealed class RouteRecordsTests
{
    [Fact]
    public void Each_method_has_a_series_of_its_own()
    {
        using var given = new GivenExchange();
        var stage = given.Stage();
        var records = new RouteRecords(stage, GivenExchange.Pet(), ((StageRecords)stage.Records!).Series);
        Assert.Equal("GET", records.Of(HttpVerb.Get).Method);
        Assert.Equal("POST", records.Of(HttpVerb.Post).Method);
        Assert.Same(records.Of(HttpVerb.Get), records.Of(HttpVerb.Get));
    }

    [Fact]
    public void The_origin_names_api_stage_and_route()
    {
        using var given = new GivenExchange();
        var stage = given.Stage();
        var records = new RouteRecords(stage, GivenExchange.Pet(), ((StageRecords)stage.Records!).Series);
        Assert.Equal(",\"apiId\":\"api1234567\",\"stage\":\"prod\",\"route\":\"GET /pets/{petId}\"", Encoding.UTF8.GetString(records.Origin));
    }
}
