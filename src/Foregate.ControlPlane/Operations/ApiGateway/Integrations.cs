// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Operations.ApiGateway;

/// <summary>The back ends of the methods of a REST API: put, get, delete.</summary>
internal static class Integrations
{
    public sealed record PutIntegrationRequest
    {
        public required IntegrationType Type { get; init; }

        public string? HttpMethod { get; init; }

        public string? Uri { get; init; }

        public ImmutableSortedDictionary<string, string> RequestParameters { get; init; } = OrdinalMap.Empty<string>();

        public ImmutableSortedDictionary<string, string> RequestTemplates { get; init; } = OrdinalMap.Empty<string>();

        public PassthroughBehavior PassthroughBehavior { get; init; } = PassthroughBehavior.WhenNoMatch;

        public ContentHandling? ContentHandling { get; init; }

        public int? TimeoutInMillis { get; init; }

        public ConnectionType ConnectionType { get; init; }

        public string? ConnectionId { get; init; }

        public string? Credentials { get; init; }

        /// <summary><see langword="null"/> is the resource's id.</summary>
        public string? CacheNamespace { get; init; }

        public ImmutableArray<string> CacheKeyParameters { get; init; } = [];

        public TlsConfig? TlsConfig { get; init; }

        public ResponseTransferMode? ResponseTransferMode { get; init; }

        public string? IntegrationTarget { get; init; }
    }

    /// <summary>Replaces the whole integration, its responses included.</summary>
    public static OperationResult<Integration> PutIntegration(
        Account account, string restApiId, string resourceId, string httpMethod, PutIntegrationRequest request, OperationContext context)
    {
        if (Methods.Find(account, restApiId, resourceId, httpMethod, out var api, out var resource, out var method) is { } error)
        {
            return error;
        }

        if ((Check(request, context) ?? CheckConnection(account, request) ?? MappingExpressions.CheckRequest(request.RequestParameters, method!.RequestParameters)
            ?? CheckCacheKeys(request, method!)) is { } invalid)
        {
            return invalid;
        }

        var integration = new Integration
        {
            Type = request.Type,
            HttpMethod = request.HttpMethod,
            // A gateway that answers by itself has no back end (recorded).
            Uri = request.Type == IntegrationType.Mock ? null : request.Uri,
            RequestParameters = request.RequestParameters,
            RequestTemplates = request.RequestTemplates,
            PassthroughBehavior = request.PassthroughBehavior,
            ContentHandling = request.ContentHandling,
            TimeoutInMillis = request.TimeoutInMillis ?? context.Quotas.RestApiTimeoutInMillis,
            ConnectionType = request.ConnectionType,
            ConnectionId = Said(request.ConnectionId),
            Credentials = Said(request.Credentials),
            CacheNamespace = Said(request.CacheNamespace),
            CacheKeyParameters = request.CacheKeyParameters,
            TlsConfig = request.TlsConfig,
            ResponseTransferMode = request.ResponseTransferMode,
            IntegrationTarget = Said(request.IntegrationTarget),
        };
        return OperationResult<Integration>.Done(account.With(api!, resource!, method! with { MethodIntegration = integration }), integration);
    }

    public static OperationResult<Integration> GetIntegration(Account account, string restApiId, string resourceId, string httpMethod)
    {
        if (Methods.Find(account, restApiId, resourceId, httpMethod, out _, out _, out var method) is { } error)
        {
            return error;
        }

        return method!.MethodIntegration is { } integration ? OperationResult<Integration>.Done(account, integration) : AwsError.NoIntegration();
    }

    public static OperationResult<Integration> DeleteIntegration(Account account, string restApiId, string resourceId, string httpMethod)
    {
        if (Methods.Find(account, restApiId, resourceId, httpMethod, out var api, out var resource, out var method) is { } error)
        {
            return error;
        }

        return method!.MethodIntegration is { } integration
            ? OperationResult<Integration>.Done(account.With(api!, resource!, method with { MethodIntegration = null }), integration)
            : AwsError.NoIntegration();
    }

    public static AwsError? CheckHttpMethod(IntegrationType type, string? httpMethod)
    {
        if (string.IsNullOrEmpty(httpMethod))
        {
            return type == IntegrationType.Mock ? null : AwsError.BadRequest("Enumeration value for HttpMethod must be non-empty");
        }

        return Methods.IsHttpMethod(httpMethod)
            ? null
            : AwsError.BadRequest("Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY");
    }

    /// <summary>What documents say.</summary>
    public static AwsError? CheckUri(IntegrationType type, string? uri) => type == IntegrationType.AwsProxy ? FunctionUris.CheckInvocation(uri) : CheckBackEnd(type, uri);

    public static AwsError? CheckTimeout(int? timeoutInMillis, OperationContext context, ResponseTransferMode? mode = null)
    {
        var quotas = context.Quotas;
        var longest = mode == ResponseTransferMode.Stream ? quotas.RestApiStreamTimeoutInMillis : quotas.RestApiTimeoutInMillis;
        return timeoutInMillis < quotas.MinimumTimeoutInMillis || timeoutInMillis > longest ? AwsError.InvalidTimeout(quotas.MinimumTimeoutInMillis, longest) : null;
    }

    private static string? Said(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static bool IsProxy(IntegrationType type) => type is IntegrationType.HttpProxy or IntegrationType.AwsProxy;

    private static bool IsHttp(IntegrationType type) => type is IntegrationType.Http or IntegrationType.HttpProxy;

    private static AwsError? CheckBackEnd(IntegrationType type, string? uri) => type switch
    {
        IntegrationType.Mock => null,
        IntegrationType.Aws => FunctionUris.CheckService(uri),
        IntegrationType.AwsProxy => FunctionUris.CheckProxy(uri),
        _ => Endpoints.IsHttp(uri) ? null : AwsError.InvalidHttpEndpoint(),
    };

    private static AwsError? Check(PutIntegrationRequest request, OperationContext context)
    {
        var error = CheckHttpMethod(request.Type, request.HttpMethod)
            ?? CheckBackEnd(request.Type, request.Uri)
            ?? CheckTimeout(request.TimeoutInMillis, context, request.ResponseTransferMode)
            ?? CheckCredentials(request)
            ?? MediaTypes.CheckTemplates(request.RequestTemplates, context);
        if (error is not null)
        {
            return error;
        }

        if (request.ResponseTransferMode == ResponseTransferMode.Stream && !IsProxy(request.Type))
        {
            return AwsError.BadRequest("Response transfer mode STREAM is only supported for integrations of type 'HTTP_PROXY' and 'AWS_PROXY'.");
        }

        return request.TlsConfig is not null && !IsHttp(request.Type) ? AwsError.BadRequest("TLS configuration is only supported for integrations of type 'HTTP' and 'HTTP_PROXY'.") : null;
    }

    private static AwsError? CheckCredentials(PutIntegrationRequest request) => Said(request.Credentials) switch
    {
        null when request.Type == IntegrationType.Aws && !FunctionUris.IsFunction(request.Uri!) => AwsError.BadRequest("Role ARN must be specified for AWS integrations"),
        { } role when !role.StartsWith("arn:", StringComparison.Ordinal) || role.AsSpan().ContainsAnyExceptInRange('!', '~') => AwsError.InvalidArn(),
        _ => null,
    };

    // The link of a REST API's, or of an HTTP API's where the load balancer behind it is named, too.
    private static AwsError? CheckConnection(Account account, PutIntegrationRequest request)
    {
        if (request.ConnectionType != ConnectionType.VpcLink)
        {
            return null;
        }

        if (!IsHttp(request.Type))
        {
            return AwsError.BadRequest("Connection type VPC_LINK is only supported for integrations of type 'HTTP' and 'HTTP_PROXY'.");
        }

        return Said(request.ConnectionId) switch
        {
            null => AwsError.BadRequest("Connection id must be specified for connection type VPC_LINK"),
            { } id when id.Contains("${stageVariables.", StringComparison.Ordinal) || account.VpcLinks.ContainsKey(id) || account.HttpVpcLinks.ContainsKey(id) => null,
            _ => AwsError.BadRequest("Invalid Vpc Link identifier specified"),
        };
    }

    private static AwsError? CheckCacheKeys(PutIntegrationRequest request, Method method)
    {
        foreach (var name in request.CacheKeyParameters)
        {
            if (!method.RequestParameters.ContainsKey(name) && !request.RequestParameters.ContainsKey(name))
            {
                return AwsError.InvalidMappingParameter(name);
            }
        }

        return null;
    }
}
