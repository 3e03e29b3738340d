// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Tests.Finish;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests;

public sealed class MatchedRouteTests
{
    private static readonly RoutePlan Plan = new()
    {
        Steps = [],
        ResourcePath = "/{a}/{b}",
        RouteKey = "GET /{a}/{b}",
        ResourceId = "res123",
        ParameterNames = ["a", "b"],
        DefinitionPath = "/restapis/api1234567/resources/res123/methods/GET",
    };

    [Fact]
    public void Before_a_match_there_are_no_parameters()
    {
        var route = new MatchedRoute();
        route.Room[0] = new ByteRange(3, 4);
        Assert.Null(route.Plan);
        Assert.True(route.Parameters.IsEmpty);
    }

    [Fact]
    public void What_the_binder_noted_on_its_walk_are_the_parameters_of_the_plan_it_found()
    {
        var route = new MatchedRoute();
        route.Room[0] = new ByteRange(3, 4);
        route.Room[1] = new ByteRange(8, 1);
        route.Room[2] = new ByteRange(99, 9);
        route.Set(Plan);
        Assert.Same(Plan, route.Plan);
        Assert.Equal(2, route.Parameters.Length);
        Assert.Equal((3, 4), (route.Parameters[0].Offset, route.Parameters[0].Length));
        Assert.Equal((8, 1), (route.Parameters[1].Offset, route.Parameters[1].Length));
    }

    [Fact]
    public void A_plan_without_names_has_no_parameters()
    {
        var route = new MatchedRoute();
        route.Room[0] = new ByteRange(3, 4);
        route.Set(GivenExchange.Pet());
        Assert.True(route.Parameters.IsEmpty);
    }

    [Fact]
    public void There_is_room_for_as_many_as_a_definition_may_have()
    {
        Assert.Equal(MatchedRoute.MaxParameters, new MatchedRoute().Room.Length);
    }

    [Fact]
    public void Reset_forgets_the_match()
    {
        var route = new MatchedRoute();
        route.Set(Plan);
        route.Reset();
        Assert.Null(route.Plan);
        Assert.True(route.Parameters.IsEmpty);
    }
}
