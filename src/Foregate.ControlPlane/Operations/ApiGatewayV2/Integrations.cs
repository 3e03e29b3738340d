// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Operations.ApiGatewayV2;

/// <summary>The back ends of an HTTP API: create, get, update, delete.</summary>
internal static class Integrations
{
    public sealed record CreateIntegrationRequest
    {
        public required IntegrationType IntegrationType { get; init; }

        public string? Description { get; init; }

        public string? IntegrationMethod { get; init; }

        public string? IntegrationUri { get; init; }

        public string PayloadFormatVersion { get; init; } = "1.0";

        public ImmutableSortedDictionary<string, string> RequestParameters { get; init; } = OrdinalMap.Empty<string>();

        public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> ResponseParameters { get; init; } =
            OrdinalMap.Empty<ImmutableSortedDictionary<string, string>>();

        public int? TimeoutInMillis { get; init; }
    }

    /// <summary>A member that is <see langword="null"/> stays as it is.</summary>
    public sealed record UpdateIntegrationRequest
    {
        public string? Description { get; init; }

        public string? IntegrationMethod { get; init; }

        public string? IntegrationUri { get; init; }

        public string? PayloadFormatVersion { get; init; }

        public int? TimeoutInMillis { get; init; }
    }

    public static OperationResult<Integration> CreateIntegration(
        Account account, string apiId, CreateIntegrationRequest request, OperationContext context)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        if (api.Integrations.Count >= context.Quotas.IntegrationsPerApi)
        {
            return AwsError.TooMany("Integrations", context.Quotas.IntegrationsPerApi);
        }

        var integration = new Integration
        {
            IntegrationId = Identifiers.Next(
                7, api.Integrations.ContainsKey, "integration", apiId, request.IntegrationMethod ?? "", request.IntegrationUri ?? ""),
            IntegrationType = request.IntegrationType,
            Description = request.Description,
            // Functions are invoked by nothing else.
            IntegrationMethod = request.IntegrationMethod ?? (request.IntegrationType == IntegrationType.AwsProxy ? "POST" : null),
            IntegrationUri = request.IntegrationUri,
            PayloadFormatVersion = request.PayloadFormatVersion,
            RequestParameters = request.RequestParameters,
            ResponseParameters = request.ResponseParameters,
            TimeoutInMillis = request.TimeoutInMillis ?? context.Quotas.HttpApiTimeoutInMillis,
        };
        if (Check(integration, context) is { } error)
        {
            return error;
        }

        account = Deployments.Changed(account, api with { Integrations = api.Integrations.Add(integration.IntegrationId, integration) }, context);
        return OperationResult<Integration>.Done(account, integration);
    }

    public static OperationResult<Integration> GetIntegration(Account account, string apiId, string integrationId)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        return api.Integrations.TryGetValue(integrationId, out var integration)
            ? OperationResult<Integration>.Done(account, integration)
            : AwsError.NoIntegration(integrationId);
    }

    public static OperationResult<Integration> UpdateIntegration(
        Account account, string apiId, string integrationId, UpdateIntegrationRequest request, OperationContext context)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        if (!api.Integrations.TryGetValue(integrationId, out var integration))
        {
            return AwsError.NoIntegration(integrationId);
        }

        integration = integration with
        {
            Description = request.Description ?? integration.Description,
            IntegrationMethod = request.IntegrationMethod ?? integration.IntegrationMethod,
            IntegrationUri = request.IntegrationUri ?? integration.IntegrationUri,
            PayloadFormatVersion = request.PayloadFormatVersion ?? integration.PayloadFormatVersion,
            TimeoutInMillis = request.TimeoutInMillis ?? integration.TimeoutInMillis,
        };
        if (Check(integration, context) is { } error)
        {
            return error;
        }

        account = Deployments.Changed(account, api with { Integrations = api.Integrations.SetItem(integrationId, integration) }, context);
        return OperationResult<Integration>.Done(account, integration);
    }

    public static OperationResult<Integration> DeleteIntegration(Account account, string apiId, string integrationId, OperationContext context)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        if (!api.Integrations.TryGetValue(integrationId, out var integration))
        {
            return AwsError.NoIntegration(integrationId);
        }

        var target = $"integrations/{integrationId}";
        if (api.Routes.Values.FirstOrDefault(route => route.Target == target) is { } user)
        {
            return AwsError.Conflict($"Cannot delete Integration '{integrationId}': it is the target of the route {user.RouteKey}");
        }

        account = Deployments.Changed(account, api with { Integrations = api.Integrations.Remove(integrationId) }, context);
        return OperationResult<Integration>.Done(account, integration);
    }

    public static AwsError? CheckMethod(IntegrationType type, string? integrationMethod) =>
        integrationMethod is "GET" or "PUT" or "POST" or "DELETE" or "PATCH" or "OPTIONS" or "HEAD" or "ANY"
        || (type == IntegrationType.AwsProxy && integrationMethod is null)
            ? null
            : AwsError.BadRequest("Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY");

    public static AwsError? CheckUri(IntegrationType type, string? integrationUri) =>
        type == IntegrationType.AwsProxy ? FunctionUris.CheckFunction(integrationUri)
        : Endpoints.IsHttp(integrationUri) ? null
        : AwsError.InvalidHttpEndpoint();

    public static AwsError? CheckPayloadFormatVersion(IntegrationType type, string version) =>
        version == "1.0" || (type == IntegrationType.AwsProxy && version == "2.0")
            ? null
            : AwsError.BadRequest(type == IntegrationType.AwsProxy
                ? $"PayloadFormatVersion {version} is not supported for integrations of type AWS_PROXY: use 1.0 or 2.0"
                : $"PayloadFormatVersion {version} is not supported for integrations of type HTTP_PROXY: use 1.0");

    /// <summary>A function gets the whole request; mapping it is not built.</summary>
    public static AwsError? CheckRequestParameters(IntegrationType type, ImmutableSortedDictionary<string, string> parameters) =>
        type == IntegrationType.AwsProxy && parameters.Count > 0
            ? AwsError.NotBuilt("request parameters of integrations with Lambda functions")
            : ParameterMappings.CheckRequest(parameters);

    public static AwsError? CheckTimeout(int? timeoutInMillis, OperationContext context)
    {
        var quotas = context.Quotas;
        return timeoutInMillis < quotas.MinimumTimeoutInMillis || timeoutInMillis > quotas.HttpApiTimeoutInMillis
            ? AwsError.InvalidTimeout(quotas.MinimumTimeoutInMillis, quotas.HttpApiTimeoutInMillis)
            : null;
    }

    private static AwsError? Check(Integration integration, OperationContext context) =>
        CheckMethod(integration.IntegrationType, integration.IntegrationMethod)
        ?? CheckUri(integration.IntegrationType, integration.IntegrationUri)
        ?? CheckPayloadFormatVersion(integration.IntegrationType, integration.PayloadFormatVersion)
        ?? CheckTimeout(integration.TimeoutInMillis, context)
        ?? CheckRequestParameters(integration.IntegrationType, integration.RequestParameters)
        ?? ParameterMappings.CheckResponse(integration.ResponseParameters);
}
