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
    public void Takes_an_authorizer_of_the_type_that_it_names()
    {
        var authorizer = _ground.Authorizer();
        var request = new Routes.CreateRouteRequest { RouteKey = "GET /x", AuthorizationType = AuthorizationType.Jwt, AuthorizerId = authorizer.AuthorizerId, AuthorizationScopes = ["s"] };
        Create(request with { AuthorizerId = null }).Refused(400, "AuthorizerId is required with the authorization types CUSTOM and JWT");
        Create(request with { AuthorizerId = "nobody" }).Refused(404, "Invalid Authorizer identifier specified nobody");
        Create(request with { AuthorizationType = AuthorizationType.Custom }).Refused(400, $"The authorizer {authorizer.AuthorizerId} is not of the route's authorization type");
        Create(request with { AuthorizationType = AuthorizationType.AwsIam }).Refused(400, "AuthorizerId is only supported with the authorization types CUSTOM and JWT");
        Create(request with { AuthorizationScopes = [.. Enumerable.Range(0, 11).Select(static n => "s" + n)] }).Refused(400, "A route can have at most 10 authorization scopes of 1 to 64 characters");
        var route = _ground.Do(Create(request));
        Assert.Equal(409, Authorizers.DeleteAuthorizer(_ground.Account, _ground.ApiId, authorizer.AuthorizerId, Ground.Context).Error!.StatusCode);
        route = _ground.Do(Routes.UpdateRoute(_ground.Account, _ground.ApiId, route.RouteId, new Routes.UpdateRouteRequest { AuthorizationType = AuthorizationType.None }, Ground.Context));
        Assert.Equal((AuthorizationType.None, null, 0), (route.AuthorizationType, route.AuthorizerId, route.AuthorizationScopes.Length));
    }

    [Fact]
    public void Refuses_what_only_WebSocket_APIs_have()
    {
        var request = new Routes.CreateRouteRequest { RouteKey = "GET /x" };
        Create(request with { ApiKeyRequired = true }).Refused(400, "ApiKeyRequired is not currently supported for HTTP APIs");
        Create(request with { ModelSelectionExpression = "m" }).Refused(400, "ModelSelectionExpression is not supported for HTTP APIs");
        Create(request with { RequestModels = Ground.Map(("a", "b")) }).Refused(400, "RequestModels is not supported for HTTP APIs");
        Create(request with { RequestParameters = Ground.Map(("a", true)) }).Refused(400, "RequestParameters is not supported for HTTP APIs");
        Create(request with { RouteResponseSelectionExpression = "$default" }).Refused(400, "RouteResponseSelectionExpression is not supported for HTTP APIs");
    }

    [Fact]
    public void Takes_the_keys_of_connections_for_WebSocket_APIs()
    {
        var ground = new HttpGround(ProtocolType.WebSocket);
        foreach (var key in new[] { "$connect", "$disconnect", "$default", "send message", "GET /x" })
        {
            Assert.Equal(key, ground.Route(key).RouteKey);
        }

        foreach (var key in new[] { "", "$other", "a\nb" })
        {
            Assert.Equal(400, Routes.CreateRoute(ground.Account, ground.ApiId, new Routes.CreateRouteRequest { RouteKey = key }, Ground.Context).Error!.StatusCode);
        }
    }

    [Fact]
    public void Authorizes_connections_only_when_they_begin()
    {
        var ground = new HttpGround(ProtocolType.WebSocket);
        var request = new Routes.CreateRouteRequest { RouteKey = "$connect", AuthorizationType = AuthorizationType.AwsIam, ApiKeyRequired = true, RouteResponseSelectionExpression = "$default" };
        Assert.True(ground.Do(Routes.CreateRoute(ground.Account, ground.ApiId, request, Ground.Context)).ApiKeyRequired);
        Routes.CreateRoute(ground.Account, ground.ApiId, request with { RouteKey = "x" }, Ground.Context).Refused(400, "Currently, authorization is restricted to the $connect route only");
        Routes.CreateRoute(ground.Account, ground.ApiId, request with { RouteKey = "x", AuthorizationType = AuthorizationType.None, RouteResponseSelectionExpression = "y" }, Ground.Context)
            .Refused(400, "Invalid route response selection expression specified: y. Must be $default");
    }

    [Fact]
    public void Merges_request_parameters_and_deletes_them_one_by_one()
    {
        var ground = new HttpGround(ProtocolType.WebSocket);
        var request = new Routes.CreateRouteRequest { RouteKey = "$connect", RequestParameters = Ground.Map(("route.request.querystring.a", true)) };
        var route = ground.Do(Routes.CreateRoute(ground.Account, ground.ApiId, request, Ground.Context));
        var update = new Routes.UpdateRouteRequest { RequestParameters = Ground.Map(("route.request.header.b", false)) };
        route = ground.Do(Routes.UpdateRoute(ground.Account, ground.ApiId, route.RouteId, update, Ground.Context));
        Assert.Equal(2, route.RequestParameters.Count);
        route = ground.Do(Routes.DeleteRouteRequestParameter(ground.Account, ground.ApiId, route.RouteId, "route.request.querystring.a", Ground.Context));
        Assert.False(route.RequestParameters["route.request.header.b"]);
        Routes.DeleteRouteRequestParameter(ground.Account, ground.ApiId, route.RouteId, "a", Ground.Context).Refused(404, "Invalid RequestParameter identifier specified a");
        Assert.Equal(400, Routes.UpdateRoute(ground.Account, ground.ApiId, route.RouteId, new Routes.UpdateRouteRequest { RequestParameters = Ground.Map(("x", true)) }, Ground.Context).Error!.StatusCode);
    }

    [Fact]
    public void Keeps_the_quota_that_is_configured()
    {
        var context = Ground.Context with { Quotas = Ground.Context.Quotas with { RoutesPerApi = 0 } };
        Assert.Equal(429, Routes.CreateRoute(_ground.Account, _ground.ApiId, new Routes.CreateRouteRequest { RouteKey = "GET /x" }, context).Error!.StatusCode);
    }

    private OperationResult<Route> Create(string key, string? target = null) =>
        Routes.CreateRoute(_ground.Account, _ground.ApiId, new Routes.CreateRouteRequest { RouteKey = key, Target = target }, Ground.Context);

    private OperationResult<Route> Create(Routes.CreateRouteRequest request) => Routes.CreateRoute(_ground.Account, _ground.ApiId, request, Ground.Context);
}
