// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
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
    }

    /// <summary>Replaces the whole integration, its responses included.</summary>
    public static OperationResult<Integration> PutIntegration(
        Account account, string restApiId, string resourceId, string httpMethod, PutIntegrationRequest request, OperationContext context)
    {
        if (Methods.Find(account, restApiId, resourceId, httpMethod, out var api, out var resource, out var method) is { } error)
        {
            return error;
        }

        if (Check(request, context) is { } invalid)
        {
            return invalid;
        }

        if (MappingExpressions.CheckRequest(request.RequestParameters, method!.RequestParameters) is { } mapping)
        {
            return mapping;
        }

        var integration = new Integration
        {
            Type = request.Type,
            HttpMethod = request.HttpMethod,
            Uri = request.Uri,
            RequestParameters = request.RequestParameters,
            RequestTemplates = request.RequestTemplates,
            PassthroughBehavior = request.PassthroughBehavior,
            ContentHandling = request.ContentHandling,
            TimeoutInMillis = request.TimeoutInMillis ?? context.Quotas.RestApiTimeoutInMillis,
        };
        return OperationResult<Integration>.Done(account.With(api!, resource!, method with { MethodIntegration = integration }), integration);
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

    public static AwsError? CheckUri(IntegrationType type, string? uri) => type switch
    {
        IntegrationType.Mock => null,
        IntegrationType.AwsProxy => FunctionUris.CheckInvocation(uri),
        _ => Endpoints.IsHttp(uri) ? null : AwsError.InvalidHttpEndpoint(),
    };

    public static AwsError? CheckTimeout(int? timeoutInMillis, OperationContext context)
    {
        var quotas = context.Quotas;
        return timeoutInMillis < quotas.MinimumTimeoutInMillis || timeoutInMillis > quotas.RestApiTimeoutInMillis
            ? AwsError.InvalidTimeout(quotas.MinimumTimeoutInMillis, quotas.RestApiTimeoutInMillis)
            : null;
    }

    private static AwsError? Check(PutIntegrationRequest request, OperationContext context)
    {
        if (request.Type is IntegrationType.Aws or IntegrationType.Http)
        {
            return AwsError.NotBuilt($"integrations of type {(request.Type == IntegrationType.Aws ? "AWS" : "HTTP")}");
        }

        var error = CheckHttpMethod(request.Type, request.HttpMethod)
            ?? CheckUri(request.Type, request.Uri)
            ?? CheckTimeout(request.TimeoutInMillis, context)
            ?? (request.ContentHandling is null || request.Type == IntegrationType.AwsProxy ? null : AwsError.NotBuilt("conversions between text and binary (contentHandling)"));
        if (error is not null)
        {
            return error;
        }

        foreach (var (contentType, template) in request.RequestTemplates)
        {
            if (Encoding.UTF8.GetByteCount(template) > context.Quotas.MappingTemplateBytes)
            {
                return AwsError.BadRequest($"The mapping template for {contentType} can be at most {context.Quotas.MappingTemplateBytes} bytes");
            }
        }

        return null;
    }
}
