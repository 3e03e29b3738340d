// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Finish.Decisions;

namespace Foregate.DataPlane.Tests.Finish.Decisions;

public sealed class RouteTraceTests
{
    [Fact]
    public void A_trace_names_the_way_of_a_route()
    {
        using var given = new GivenExchange();
        var trace = RouteTrace.Of(given.Stage(), GivenExchange.Pet());
        Assert.Equal("GET /pets/{petId}", trace.RouteKey);
        Assert.Equal(["FirstStep", "SecondStep", "ThirdStep"], trace.OnRoute.Select(t => t.Name));
        Assert.Equal(["DoorStep"], trace.AtTheDoor.Select(t => t.Name));
    }

    [Fact]
    public void Without_a_stage_there_is_no_way()
    {
        var trace = RouteTrace.Of(null, null);
        Assert.Null(trace.Binder);
        Assert.Empty(trace.AtTheDoor);
        Assert.Empty(trace.OnRoute);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    [InlineData(false)]
    public void A_stage_and_its_canary_are_told_apart(bool? isCanary)
    {
        using var given = new GivenExchange();
        Assert.Equal(isCanary, RouteTrace.Of(given.Stage(isCanary: isCanary), null).IsCanary);
    }
}
