// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.Operations.ApiGatewayV2;

public sealed class SnapshotFingerprintTests
{
    [Fact]
    public void Changes_with_everything_that_a_deployment_freezes()
    {
        var integration = new Integration { IntegrationId = "i", IntegrationType = IntegrationType.HttpProxy };
        var route = new Route { RouteId = "r", RouteKey = "GET /" };
        ApiSnapshot[] all =
        [
            new(),
            With(route),
            With(route with { RouteKey = "PUT /" }),
            With(route with { Target = "integrations/i" }),
            With(route with { AuthorizationType = AuthorizationType.Jwt }),
            With(integration),
            With(integration with { IntegrationMethod = "GET" }),
            With(integration with { IntegrationUri = "http://a" }),
            With(integration with { TimeoutInMillis = 1 }),
            With(integration with { RequestParameters = Ground.Map(("a", "b")) }),
            With(integration with { ResponseParameters = Ground.Map(("200", Ground.Map(("a", "b")))) }),
            new() { CorsConfiguration = new Cors() },
            new() { CorsConfiguration = new Cors { AllowOrigins = ["*"] } },
            new() { CorsConfiguration = new Cors { AllowMethods = ["*"] } },
            new() { CorsConfiguration = new Cors { AllowHeaders = ["*"] } },
            new() { CorsConfiguration = new Cors { ExposeHeaders = ["*"] } },
            new() { CorsConfiguration = new Cors { AllowCredentials = true } },
            new() { CorsConfiguration = new Cors { MaxAge = 0 } },
        ];
        Assert.Equal(all.Length, all.Select(SnapshotFingerprint.Of).Distinct().Count());
    }

    private static ApiSnapshot With(Route route) => new() { Routes = Ground.Map((route.RouteId, route)) };

    private static ApiSnapshot With(Integration integration) => new() { Integrations = Ground.Map((integration.IntegrationId, integration)) };
}
