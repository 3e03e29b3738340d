// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Definitions.ApiGateway;
using Integration = Foregate.Definitions.ApiGatewayV2.Integration;
using IntegrationType = Foregate.Definitions.ApiGatewayV2.IntegrationType;

namespace Foregate.ControlPlane.Operations.ApiGatewayV2;

/// <summary>What AWS asks of the integrations of WebSocket APIs.</summary>
internal static partial class WebSocketIntegrations
{
    public static AwsError? Check(Integration integration, OperationContext context)
    {
        var elsewhere = integration.IntegrationSubtype is not null ? "IntegrationSubtype"
            : !integration.ResponseParameters.IsEmpty ? "ResponseParameters"
            : integration.ServerNameToVerify is not null ? "TlsConfig"
            : null;
        if (elsewhere is not null)
        {
            return AwsError.NotForProtocol(elsewhere, "WEBSOCKET");
        }

        var quotas = context.Quotas;
        if (integration.TimeoutInMillis < quotas.MinimumTimeoutInMillis || integration.TimeoutInMillis > quotas.WebSocketApiTimeoutInMillis)
        {
            return AwsError.InvalidTimeout(quotas.MinimumTimeoutInMillis, quotas.WebSocketApiTimeoutInMillis);
        }

        if (integration.PayloadFormatVersion != "1.0")
        {
            return AwsError.BadRequest("PayloadFormatVersion must be 1.0 for WEBSOCKET APIs");
        }

        if (integration.RequestParameters.FirstOrDefault(static mapping => !Target().IsMatch(mapping.Key) || !Source().IsMatch(mapping.Value)) is { Key: not null } wrong)
        {
            return AwsError.InvalidMappingExpression(Target().IsMatch(wrong.Key) ? wrong.Value : wrong.Key);
        }

        if (integration.CredentialsArn is { } credentials && !credentials.StartsWith("arn:", StringComparison.Ordinal))
        {
            return AwsError.BadRequest("Invalid ARN specified in the request");
        }

        return CheckBackEnd(integration);
    }

    private static AwsError? CheckBackEnd(Integration integration)
    {
        switch (integration.IntegrationType)
        {
            case IntegrationType.Mock:
                return integration.IntegrationUri is null ? null : AwsError.BadRequest("IntegrationUri is not supported with integrations of type MOCK");
            case IntegrationType.AwsProxy or IntegrationType.Aws when integration.ConnectionType == ConnectionType.VpcLink:
                return AwsError.BadRequest("The connection type VPC_LINK is only supported with integrations of the types HTTP and HTTP_PROXY");
            case IntegrationType.AwsProxy:
                return Integrations.CheckMethod(integration.IntegrationType, integration.IntegrationMethod) ?? FunctionUris.CheckInvocation(integration.IntegrationUri);
            case IntegrationType.Aws:
                return Integrations.CheckMethod(integration.IntegrationType, integration.IntegrationMethod)
                    ?? (integration.IntegrationUri is { } uri && Service().IsMatch(uri) ? null : AwsError.BadRequest("AWS ARN for integration must contain path or action"));
            default:
                return Integrations.CheckMethod(integration.IntegrationType, integration.IntegrationMethod)
                    ?? (Endpoints.IsHttp(integration.IntegrationUri) ? null : AwsError.InvalidHttpEndpoint());
        }
    }

    [GeneratedRegex(@"\Aarn:aws[a-z-]*:apigateway:[^:\s]+:[^:\s]+:(?:path|action)/\S*\z")]
    private static partial Regex Service();

    [GeneratedRegex(@"\Aintegration\.request\.(?:header|querystring|path)\.[^\s]+\z")]
    private static partial Regex Target();

    [GeneratedRegex(@"\A(?:route\.request\.(?:querystring|header|multivaluequerystring|multivalueheader)\.[^\s]+|route\.request\.body(?:\.[^\s]+)?|(?:stageVariables|context)\.[^\s]+|'[^\r\n]*')\z")]
    private static partial Regex Source();
}
