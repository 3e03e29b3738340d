// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.Operations.ApiGatewayV2;

public sealed class RouteResponsesTests
{
    private readonly HttpGround _ground = new(ProtocolType.WebSocket);

    [Fact]
    public void Makes_gets_updates_and_deletes()
    {
        var route = _ground.Route("x").RouteId;
        var request = new RouteResponses.CreateRouteResponseRequest { RouteResponseKey = "$default", ModelSelectionExpression = "m", ResponseParameters = Ground.Map(("a", true)) };
        var made = _ground.Do(RouteResponses.CreateRouteResponse(_ground.Account, _ground.ApiId, route, request, Ground.Context));
        Assert.Same(made, RouteResponses.GetRouteResponse(_ground.Account, _ground.ApiId, route, made.RouteResponseId).Done());
        RouteResponses.CreateRouteResponse(_ground.Account, _ground.ApiId, route, request, Ground.Context).Refused(409, "RouteResponse with key $default already exists for this route");
        RouteResponses.CreateRouteResponse(_ground.Account, _ground.ApiId, route, request with { RouteResponseKey = "other" }, Ground.Context)
            .Refused(400, "Invalid route response key specified: other. Must be $default");
        var unknown = new RouteResponses.UpdateRouteResponseRequest { ResponseModels = Ground.Map(("a", "None")) };
        RouteResponses.UpdateRouteResponse(_ground.Account, _ground.ApiId, route, made.RouteResponseId, unknown, Ground.Context).Refused(400, "Invalid model identifier specified: None");
        var update = new RouteResponses.UpdateRouteResponseRequest { ModelSelectionExpression = "" };
        var changed = _ground.Do(RouteResponses.UpdateRouteResponse(_ground.Account, _ground.ApiId, route, made.RouteResponseId, update, Ground.Context));
        Assert.Equal((null, 1), (changed.ModelSelectionExpression, changed.ResponseParameters.Count));
        _ground.Do(RouteResponses.DeleteRouteResponse(_ground.Account, _ground.ApiId, route, made.RouteResponseId, Ground.Context));
        RouteResponses.GetRouteResponse(_ground.Account, _ground.ApiId, route, made.RouteResponseId).Refused(404, $"Invalid RouteResponse identifier specified {made.RouteResponseId}");
        RouteResponses.GetRouteResponse(_ground.Account, _ground.ApiId, "nobody", made.RouteResponseId).Refused(404, "Invalid Route identifier specified nobody");
    }

    [Fact]
    public void Is_nothing_that_HTTP_APIs_have()
    {
        var ground = new HttpGround();
        var route = ground.Route("GET /x").RouteId;
        RouteResponses.CreateRouteResponse(
            ground.Account, ground.ApiId, route, new RouteResponses.CreateRouteResponseRequest { RouteResponseKey = "$default" }, Ground.Context)
            .Refused(400, "RouteResponse is not supported for HTTP APIs");
    }
}
