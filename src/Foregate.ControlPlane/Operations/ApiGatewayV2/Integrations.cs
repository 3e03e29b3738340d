// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;
using Integration = Foregate.Definitions.ApiGatewayV2.Integration;
using IntegrationType = Foregate.Definitions.ApiGatewayV2.IntegrationType;

namespace Foregate.ControlPlane.Operations.ApiGatewayV2;

/// <summary>The back ends of an HTTP or WebSocket API: create, get, update, delete.</summary>
internal static partial class Integrations
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

        public ConnectionType ConnectionType { get; init; }

        public string? ConnectionId { get; init; }

        public ContentHandling? ContentHandlingStrategy { get; init; }

        public string? CredentialsArn { get; init; }

        public string? IntegrationSubtype { get; init; }

        public PassthroughBehavior? PassthroughBehavior { get; init; }

        public ImmutableSortedDictionary<string, string> RequestTemplates { get; init; } = OrdinalMap.Empty<string>();

        public string? TemplateSelectionExpression { get; init; }

        /// <summary>Of the TLS settings.</summary>
        public string? ServerNameToVerify { get; init; }
    }

    /// <summary>A member that is <see langword="null"/> stays as it is; an empty text goes.</summary>
    public sealed record UpdateIntegrationRequest
    {
        public IntegrationType? IntegrationType { get; init; }

        public string? Description { get; init; }

        public string? IntegrationMethod { get; init; }

        public string? IntegrationUri { get; init; }

        public string? PayloadFormatVersion { get; init; }

        /// <summary>Those that are not named stay; an empty value takes its parameter away.</summary>
        public ImmutableSortedDictionary<string, string>? RequestParameters { get; init; }

        /// <summary>Statuses that are not named stay; an empty map takes its status away.</summary>
        public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>? ResponseParameters { get; init; }

        public int? TimeoutInMillis { get; init; }

        public ConnectionType? ConnectionType { get; init; }

        public string? ConnectionId { get; init; }

        public ContentHandling? ContentHandlingStrategy { get; init; }

        public string? CredentialsArn { get; init; }

        public string? IntegrationSubtype { get; init; }

        public PassthroughBehavior? PassthroughBehavior { get; init; }

        public ImmutableSortedDictionary<string, string>? RequestTemplates { get; init; }

        public string? TemplateSelectionExpression { get; init; }

        /// <summary>Of the TLS settings.</summary>
        public string? ServerNameToVerify { get; init; }
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

        var id = Identifiers.Next(7, api.Integrations.ContainsKey, "integration", apiId, request.IntegrationMethod ?? "", request.IntegrationUri ?? "");
        return Put(account, api, Said(api, new Integration { IntegrationId = id, IntegrationType = request.IntegrationType }, request, context), context);
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
        var found = GetIntegration(account, apiId, integrationId);
        if (found.Error is { } error)
        {
            return error;
        }

        var before = found.Response!;
        var integration = before with
        {
            IntegrationType = request.IntegrationType ?? before.IntegrationType,
            Description = PartialUpdates.Text(request.Description, before.Description),
            IntegrationMethod = PartialUpdates.Text(request.IntegrationMethod, before.IntegrationMethod),
            IntegrationUri = PartialUpdates.Text(request.IntegrationUri, before.IntegrationUri),
            PayloadFormatVersion = request.PayloadFormatVersion ?? before.PayloadFormatVersion,
            RequestParameters = PartialUpdates.Map(request.RequestParameters, before.RequestParameters),
            ResponseParameters = Merge(request.ResponseParameters, before.ResponseParameters),
            TimeoutInMillis = request.TimeoutInMillis ?? before.TimeoutInMillis,
            ConnectionType = request.ConnectionType ?? before.ConnectionType,
            ConnectionId = PartialUpdates.Text(request.ConnectionId, request.ConnectionType == ConnectionType.Internet ? null : before.ConnectionId),
            ContentHandlingStrategy = request.ContentHandlingStrategy ?? before.ContentHandlingStrategy,
            CredentialsArn = PartialUpdates.Text(request.CredentialsArn, before.CredentialsArn),
            IntegrationSubtype = PartialUpdates.Text(request.IntegrationSubtype, before.IntegrationSubtype),
            PassthroughBehavior = request.PassthroughBehavior ?? before.PassthroughBehavior,
            RequestTemplates = request.RequestTemplates ?? before.RequestTemplates,
            TemplateSelectionExpression = PartialUpdates.Text(request.TemplateSelectionExpression, before.TemplateSelectionExpression),
            ServerNameToVerify = PartialUpdates.Text(request.ServerNameToVerify, before.ServerNameToVerify),
        };
        return Put(account, account.Apis[apiId], integration, context);
    }

    /// <summary>The integration as if it were made anew: what the request does not say is at its default. Its id and its responses stay.</summary>
    public static OperationResult<Integration> ReplaceIntegration(Account account, string apiId, string integrationId, CreateIntegrationRequest request, OperationContext context)
    {
        var found = GetIntegration(account, apiId, integrationId);
        return found.Error is { } error ? error : Put(account, account.Apis[apiId], Said(account.Apis[apiId], found.Response!, request, context), context);
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

        if (integration.ApiGatewayManaged)
        {
            return AwsError.Managed($"Integration {integrationId}");
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

    /// <summary>Whether the integration can be one of this API.</summary>
    public static AwsError? Check(Api api, Integration integration, OperationContext context) =>
        api.ProtocolType == ProtocolType.WebSocket ? WebSocketIntegrations.Check(integration, context) : Check(integration, context);

    private static bool IsFunction(IntegrationType type, string? subtype) => type is IntegrationType.AwsProxy or IntegrationType.Aws && subtype is null;

    private static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Merge(
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>? said, ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> before)
    {
        foreach (var (status, mappings) in said ?? before)
        {
            before = mappings.IsEmpty ? before.Remove(status) : before.SetItem(status, mappings);
        }

        return before;
    }

    private static Integration Said(Api api, Integration integration, CreateIntegrationRequest request, OperationContext context)
    {
        var isWebSocket = api.ProtocolType == ProtocolType.WebSocket;
        return integration with
        {
            IntegrationType = request.IntegrationType,
            Description = request.Description,
            // Functions are invoked by nothing else.
            IntegrationMethod = request.IntegrationMethod ?? (IsFunction(request.IntegrationType, request.IntegrationSubtype) ? "POST" : null),
            IntegrationUri = request.IntegrationUri,
            PayloadFormatVersion = request.PayloadFormatVersion,
            RequestParameters = request.RequestParameters,
            ResponseParameters = request.ResponseParameters,
            TimeoutInMillis = request.TimeoutInMillis ?? (isWebSocket ? context.Quotas.WebSocketApiTimeoutInMillis : context.Quotas.HttpApiTimeoutInMillis),
            ConnectionType = request.ConnectionType,
            ConnectionId = request.ConnectionId,
            ContentHandlingStrategy = request.ContentHandlingStrategy,
            CredentialsArn = request.CredentialsArn,
            IntegrationSubtype = request.IntegrationSubtype,
            PassthroughBehavior = request.PassthroughBehavior ?? (isWebSocket ? PassthroughBehavior.WhenNoMatch : null),
            RequestTemplates = request.RequestTemplates,
            TemplateSelectionExpression = request.TemplateSelectionExpression,
            ServerNameToVerify = request.ServerNameToVerify,
        };
    }

    private static OperationResult<Integration> Put(Account account, Api api, Integration integration, OperationContext context)
    {
        if ((Check(api, integration, context) ?? CheckLink(account, api, integration)) is { } error)
        {
            return error;
        }

        account = Deployments.Changed(account, api with { Integrations = api.Integrations.SetItem(integration.IntegrationId, integration) }, context);
        return OperationResult<Integration>.Done(account, integration);
    }

    // A stage variable can name the link: which one shows with the stage.
    private static AwsError? CheckLink(Account account, Api api, Integration integration) => (integration.ConnectionType, integration.ConnectionId) switch
    {
        (ConnectionType.Internet, null) => null,
        (ConnectionType.Internet, _) => AwsError.BadRequest("ConnectionId is only supported with the connection type VPC_LINK"),
        (_, null) => AwsError.BadRequest("ConnectionId is required with the connection type VPC_LINK"),
        (_, { } id) when id.StartsWith("${stageVariables.", StringComparison.Ordinal) => null,
        (_, { } id) when api.ProtocolType == ProtocolType.WebSocket => account.VpcLinks.ContainsKey(id) ? null : AwsError.NoHttpVpcLink(id),
        (_, { } id) => account.HttpVpcLinks.ContainsKey(id) ? null : AwsError.NoHttpVpcLink(id),
    };

    private static AwsError? Check(Integration integration, OperationContext context)
    {
        if (integration.IntegrationType is not (IntegrationType.HttpProxy or IntegrationType.AwsProxy))
        {
            return AwsError.BadRequest("Invalid integration type specified. HTTP APIs have HTTP_PROXY and AWS_PROXY");
        }

        var elsewhere = integration.ContentHandlingStrategy is not null ? "ContentHandlingStrategy"
            : !integration.RequestTemplates.IsEmpty ? "RequestTemplates"
            : integration.TemplateSelectionExpression is not null ? "TemplateSelectionExpression"
            : null;
        if (elsewhere is not null)
        {
            return AwsError.NotForProtocol(elsewhere, "HTTP");
        }

        if (integration.CredentialsArn is { } credentials && !credentials.StartsWith("arn:", StringComparison.Ordinal))
        {
            return AwsError.BadRequest("Invalid ARN specified in the request");
        }

        return CheckTimeout(integration.TimeoutInMillis, context)
            ?? ParameterMappings.CheckResponse(integration.ResponseParameters)
            ?? (integration.IntegrationSubtype is not null
                ? ServiceIntegrations.Check(integration)
                : CheckMethod(integration.IntegrationType, integration.IntegrationMethod)
                    ?? (integration.ConnectionType == ConnectionType.VpcLink ? CheckPrivate(integration) : CheckUri(integration.IntegrationType, integration.IntegrationUri))
                    ?? CheckPayloadFormatVersion(integration.IntegrationType, integration.PayloadFormatVersion)
                    ?? ParameterMappings.CheckRequest(integration.RequestParameters));
    }

    private static AwsError? CheckPrivate(Integration integration) =>
        integration.IntegrationType != IntegrationType.HttpProxy ? AwsError.BadRequest("The connection type VPC_LINK is only supported with integrations of type HTTP_PROXY")
        : integration.IntegrationUri is { } uri && PrivateTarget().IsMatch(uri) ? null
        : AwsError.BadRequest("For VpcLink, integration uri should be a valid ELB listener ARN or a valid Cloud Map service ARN");

    [GeneratedRegex(@"\Aarn:aws[a-z-]*:(?:elasticloadbalancing:[^:\s]+:[^:\s]+:listener/|servicediscovery:[^:\s]+:[^:\s]+:service/)\S+\z")]
    private static partial Regex PrivateTarget();
}
