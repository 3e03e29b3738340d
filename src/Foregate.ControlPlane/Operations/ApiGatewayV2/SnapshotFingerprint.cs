// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Operations.ApiGatewayV2;

/// <summary>Names the content of an HTTP API's snapshot, so that equal content deploys under an equal id.</summary>
internal static class SnapshotFingerprint
{
    public static string Of(ApiSnapshot snapshot)
    {
        using var fingerprint = new Fingerprint();
        fingerprint
            .Add(snapshot.Routes, static (into, route) => into.Add(route.RouteKey).Add(route.Target).Add((int)route.AuthorizationType).Add(route.OperationName))
            .Add(snapshot.Integrations, static (into, integration) => into
                .Add((int)integration.IntegrationType)
                .Add(integration.IntegrationMethod)
                .Add(integration.IntegrationUri)
                .Add(integration.PayloadFormatVersion)
                .Add(integration.RequestParameters)
                .Add(integration.ResponseParameters, static (into, mappings) => into.Add(mappings))
                .Add(integration.TimeoutInMillis));
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
}
