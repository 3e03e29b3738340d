// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Operations.ApiGatewayV2;

/// <summary>Names the content of a snapshot of an HTTP or WebSocket API, so that equal content deploys under an equal id.</summary>
internal static class SnapshotFingerprint
{
    public static string Of(ApiSnapshot snapshot)
    {
        using var fingerprint = new Fingerprint();
        fingerprint
            .Add(snapshot.Routes, static (into, route) => Add(into, route))
            .Add(snapshot.Integrations, static (into, integration) => Add(into, integration))
            .Add(snapshot.Authorizers, static (into, authorizer) => Add(into, authorizer))
            .Add(snapshot.Models, static (into, model) => into.Add(model.Name).Add(model.Schema).Add(model.ContentType))
            .Add(snapshot.ApiKeySelectionExpression)
            .Add(snapshot.RouteSelectionExpression)
            .Add(snapshot.DisableExecuteApiEndpoint)
            .Add(snapshot.DisableSchemaValidation);
        if (snapshot.CorsConfiguration is { } cors)
        {
            fingerprint
                .Add(cors.AllowCredentials)
                .Add(cors.AllowHeaders)
                .Add(cors.AllowMethods)
                .Add(cors.AllowOrigins)
                .Add(cors.ExposeHeaders)
                .Add(cors.MaxAge ?? long.MinValue);
        }

        return fingerprint.Finish();
    }

    private static void Add(Fingerprint into, Route route) => into
        .Add(route.RouteKey)
        .Add(route.Target)
        .Add((int)route.AuthorizationType)
        .Add(route.AuthorizerId)
        .Add(route.AuthorizationScopes)
        .Add(route.ApiKeyRequired)
        .Add(route.OperationName)
        .Add(route.ModelSelectionExpression)
        .Add(route.RequestModels)
        .Add(route.RequestParameters)
        .Add(route.RouteResponseSelectionExpression)
        .Add(route.RouteResponses, static (responses, response) => responses
            .Add(response.RouteResponseKey)
            .Add(response.ModelSelectionExpression)
            .Add(response.ResponseModels)
            .Add(response.ResponseParameters));

    private static void Add(Fingerprint into, Integration integration) => into
        .Add((int)integration.IntegrationType)
        .Add(integration.IntegrationMethod)
        .Add(integration.IntegrationUri)
        .Add(integration.IntegrationSubtype)
        .Add(integration.PayloadFormatVersion)
        .Add(integration.RequestParameters)
        .Add(integration.ResponseParameters, static (statuses, mappings) => statuses.Add(mappings))
        .Add(integration.RequestTemplates)
        .Add(integration.TemplateSelectionExpression)
        .Add(Number(integration.PassthroughBehavior))
        .Add(Number(integration.ContentHandlingStrategy))
        .Add((int)integration.ConnectionType)
        .Add(integration.ConnectionId)
        .Add(integration.CredentialsArn)
        .Add(integration.ServerNameToVerify)
        .Add(integration.TimeoutInMillis)
        .Add(integration.IntegrationResponses, static (responses, response) => responses
            .Add(response.IntegrationResponseKey)
            .Add(Number(response.ContentHandlingStrategy))
            .Add(response.ResponseParameters)
            .Add(response.ResponseTemplates)
            .Add(response.TemplateSelectionExpression));

    private static void Add(Fingerprint into, Authorizer authorizer)
    {
        into.Add(authorizer.Name)
            .Add((int)authorizer.AuthorizerType)
            .Add(authorizer.AuthorizerUri)
            .Add(authorizer.AuthorizerCredentialsArn)
            .Add(authorizer.AuthorizerPayloadFormatVersion)
            .Add(authorizer.AuthorizerResultTtlInSeconds ?? long.MinValue)
            .Add(authorizer.EnableSimpleResponses ?? false)
            .Add(authorizer.IdentitySource)
            .Add(authorizer.IdentityValidationExpression)
            .Add(authorizer.JwtConfiguration?.Issuer)
            .Add(authorizer.JwtConfiguration?.Audience ?? []);
    }

    private static long Number<T>(T? value)
        where T : struct, Enum => value is { } known ? Convert.ToInt64(known, System.Globalization.CultureInfo.InvariantCulture) : -1;
}
