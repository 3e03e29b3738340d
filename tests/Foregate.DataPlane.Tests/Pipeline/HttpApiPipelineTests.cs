// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Check.Throttling;
using Foregate.DataPlane.Dispatch.Integrations;
using Foregate.DataPlane.Emit.Cors;
using Foregate.DataPlane.Emit.ResponseMapping;
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.DataPlane.Tests.Pipeline;

public sealed class HttpApiPipelineTests
{
    [Fact]
    public void The_gateway_answers_preflights_at_the_door_where_cors_is_configured_and_only_there()
    {
        var c = GivenRequest.Compilation(ApiKind.Http);
        var cors = CorsHeaders.For(new Cors { AllowOrigins = ["https://example.org"], AllowMethods = ["GET"] }, c);
        Assert.IsType<CorsPreflight>(Assert.Single(HttpApiPipeline.AtTheDoor(cors, c)));
        Assert.Empty(HttpApiPipeline.AtTheDoor(null, c));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_route_takes_a_token_before_anything_is_spent_on_the_back_end(bool throttled)
    {
        var faults = new List<CompilationFault>();
        var c = GivenRequest.Compilation(ApiKind.Http, faults);
        var api = GivenAccount.HttpSnapshot("GET /pets", "integrations/int001");
        var stage = GivenAccount.HttpStage("dev");
        if (throttled)
        {
            stage = stage with { DefaultRouteSettings = new RouteSettings { ThrottlingRateLimit = 1, ThrottlingBurstLimit = 1 } };
        }

        var steps = HttpApiPipeline.OnRoute(api, stage, api.Routes["rou001"], null, c);
        Assert.Empty(faults);
        Type[] expected = [typeof(Throttle), typeof(HttpProxyIntegration), typeof(HttpProxyResponse)];
        Assert.Equal(throttled ? expected : expected[1..], steps.Select(static step => step.GetType()));
    }
}
