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
        var authorizer = new Authorizer { AuthorizerId = "a", Name = "a", AuthorizerType = AuthorizerType.Jwt };
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
            With(route with { AuthorizerId = "a" }),
            With(route with { AuthorizationScopes = ["s"] }),
            With(route with { ApiKeyRequired = true }),
            With(route with { OperationName = "o" }),
            With(route with { ModelSelectionExpression = "m" }),
            With(route with { RequestModels = Ground.Map(("a", "b")) }),
            With(route with { RequestParameters = Ground.Map(("a", true)) }),
            With(route with { RouteResponseSelectionExpression = "$default" }),
            With(route with { RouteResponses = Ground.Map(("a", new RouteResponse { RouteResponseId = "a", RouteResponseKey = "$default" })) }),
            With(integration with { IntegrationSubtype = "SQS-SendMessage" }),
            With(integration with { RequestTemplates = Ground.Map(("a", "b")) }),
            With(integration with { TemplateSelectionExpression = "t" }),
            With(integration with { PassthroughBehavior = Definitions.ApiGateway.PassthroughBehavior.WhenNoMatch }),
            With(integration with { ContentHandlingStrategy = Definitions.ApiGateway.ContentHandling.ConvertToText }),
            With(integration with { ConnectionType = Definitions.ApiGateway.ConnectionType.VpcLink }),
            With(integration with { ConnectionId = "v" }),
            With(integration with { CredentialsArn = "arn:aws:iam::1:role/r" }),
            With(integration with { ServerNameToVerify = "n" }),
            With(integration with { IntegrationResponses = Ground.Map(("a", new IntegrationResponse { IntegrationResponseId = "a", IntegrationResponseKey = "$default" })) }),
            With(authorizer),
            With(authorizer with { AuthorizerType = AuthorizerType.Request }),
            With(authorizer with { AuthorizerUri = "u" }),
            With(authorizer with { AuthorizerResultTtlInSeconds = 0 }),
            With(authorizer with { IdentitySource = ["i"] }),
            With(authorizer with { EnableSimpleResponses = true }),
            With(authorizer with { JwtConfiguration = new JwtConfiguration { Issuer = "i" } }),
            With(authorizer with { JwtConfiguration = new JwtConfiguration { Audience = ["a"] } }),
            new() { Models = Ground.Map(("m", new Model { ModelId = "m", Name = "m", Schema = "{}" })) },
            new() { ApiKeySelectionExpression = "k" },
            new() { RouteSelectionExpression = "r" },
            new() { DisableExecuteApiEndpoint = true },
            new() { DisableSchemaValidation = true },
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

    private static ApiSnapshot With(Authorizer authorizer) => new() { Authorizers = Ground.Map((authorizer.AuthorizerId, authorizer)) };

    private static ApiSnapshot With(Integration integration) => new() { Integrations = Ground.Map((integration.IntegrationId, integration)) };
}
