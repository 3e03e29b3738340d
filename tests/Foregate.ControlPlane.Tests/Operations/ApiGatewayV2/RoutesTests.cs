// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.Operations.ApiGatewayV2;

public sealed class RoutesTests
{
    private readonly HttpGround _ground = new();

    [Theory]
    [InlineData("$default")]
    [InlineData("GET /")]
    [InlineData("ANY /{proxy+}")]
    [InlineData("POST /a/{b}/c/{d}")]
    [InlineData("GET /a/{b}/{rest+}")]
    [InlineData("GET /a/")]
    [InlineData("GET /caf%C3%A9")]
    [InlineData("GET /a:b~c!")]
    public void Takes_keys(string key) => Assert.Equal(key, _ground.Route(key).RouteKey);

    [Theory]
    [InlineData("")]
    [InlineData("$connect")]
    [InlineData("/a")]
    [InlineData("get /a")]
    [InlineData("TRACE /a")]
    [InlineData("GET a")]
    [InlineData("GET  /a")]
    [InlineData("GET /a?b=c")]
    [InlineData("GET /a b")]
    [InlineData("GET /{a}b")]
    [InlineData("GET /{a+}/b")]
    [InlineData("GET /{a}/{a}")]
    [InlineData("GET /{}")]
    public void Refuses_keys(string key) => Assert.Equal(400, Create(key).Error!.StatusCode);

    [Fact]
    public void Refuses_a_key_that_is_there()
    {
        _ground.Route("GET /x");
        Create("GET /x").Refused(409, "Route with key GET /x already exists for this API");
    }

    [Fact]
    public void Lets_variables_of_different_names_stand_side_by_side()
    {
        _ground.Route("GET /{a}");
        _ground.Route("GET /{b}/c");
    }

    [Fact]
    public void Points_at_integrations_that_exist()
    {
        var integration = _ground.Integration();
        var route = _ground.Route("GET /x", $"integrations/{integration.IntegrationId}");
        Assert.Same(route, Routes.GetRoute(_ground.Account, _ground.ApiId, route.RouteId).Done());
        Create("GET /y", "integrations/nobody").Refused(404, "Invalid Integration identifier specified nobody");
        Create("GET /y", integration.IntegrationId).Refused(404, $"Invalid Integration identifier specified {integration.IntegrationId}");
    }

    [Fact]
    public void Updates_and_deletes()
    {
        var route = _ground.Route("GET /x");
        _ground.Route("GET /taken");
        route = _ground.Do(Routes.UpdateRoute(_ground.Account, _ground.ApiId, route.RouteId, new Routes.UpdateRouteRequest { RouteKey = "GET /y" }, Ground.Context));
        Assert.Equal("GET /y", route.RouteKey);
        Assert.Equal(409, Routes.UpdateRoute(_ground.Account, _ground.ApiId, route.RouteId, new Routes.UpdateRouteRequest { RouteKey = "GET /taken" }, Ground.Context).Error!.StatusCode);
        _ground.Do(Routes.DeleteRoute(_ground.Account, _ground.ApiId, route.RouteId, Ground.Context));
        Routes.GetRoute(_ground.Account, _ground.ApiId, route.RouteId).Refused(404, $"Invalid Route identifier specified {route.RouteId}");
    }

    [Fact]
    public void Says_that_authorizers_are_not_built() => Routes
        .CreateRoute(_ground.Account, _ground.ApiId, new Routes.CreateRouteRequest { RouteKey = "GET /x", AuthorizationType = AuthorizationType.Jwt }, Ground.Context)
        .Refused(400, "Foregate cannot do this yet: authorizers of routes.");

    [Fact]
    public void Keeps_the_quota_that_is_configured()
    {
        var context = Ground.Context with { Quotas = Ground.Context.Quotas with { RoutesPerApi = 0 } };
        Assert.Equal(429, Routes.CreateRoute(_ground.Account, _ground.ApiId, new Routes.CreateRouteRequest { RouteKey = "GET /x" }, context).Error!.StatusCode);
    }

    private OperationResult<Route> Create(string key, string? target = null) =>
        Routes.CreateRoute(_ground.Account, _ground.ApiId, new Routes.CreateRouteRequest { RouteKey = key, Target = target }, Ground.Context);
}
