// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Operations.ApiGateway;

/// <summary>How answers of back ends become answers of methods: put, get, delete.</summary>
internal static class IntegrationResponses
{
    public sealed record PutIntegrationResponseRequest
    {
        public required string StatusCode { get; init; }

        public string? SelectionPattern { get; init; }

        public ImmutableSortedDictionary<string, string> ResponseParameters { get; init; } = OrdinalMap.Empty<string>();

        /// <summary>An empty one stands for the content type without a template.</summary>
        public ImmutableSortedDictionary<string, string> ResponseTemplates { get; init; } = OrdinalMap.Empty<string>();

        public ContentHandling? ContentHandling { get; init; }
    }

    public static OperationResult<IntegrationResponse> PutIntegrationResponse(
        Account account, string restApiId, string resourceId, string httpMethod, PutIntegrationResponseRequest request, OperationContext context)
    {
        if (Methods.Find(account, restApiId, resourceId, httpMethod, out var api, out var resource, out var method) is { } error)
        {
            return error;
        }

        if (method!.MethodIntegration is not { } integration)
        {
            return AwsError.NoIntegration();
        }

        if (!MethodResponses.IsStatusCode(request.StatusCode))
        {
            return AwsError.InvalidStatusCode(request.StatusCode);
        }

        // A status that no method response declares is taken here (recorded); a call that comes to it is answered with 500.
        var declared = method.MethodResponses.GetValueOrDefault(request.StatusCode);
        if ((context.Judge(MappingExpressions.CheckResponse(request.ResponseParameters, declared)) ?? MediaTypes.CheckTemplates(request.ResponseTemplates, context)) is { } invalid)
        {
            return invalid;
        }

        var response = new IntegrationResponse
        {
            StatusCode = request.StatusCode,
            SelectionPattern = request.SelectionPattern,
            ResponseParameters = request.ResponseParameters,
            ResponseTemplates = request.ResponseTemplates,
            ContentHandling = request.ContentHandling,
        };
        integration = integration with { IntegrationResponses = integration.IntegrationResponses.SetItem(request.StatusCode, response) };
        return OperationResult<IntegrationResponse>.Done(account.With(api!, resource!, method with { MethodIntegration = integration }), response);
    }

    public static OperationResult<IntegrationResponse> GetIntegrationResponse(
        Account account, string restApiId, string resourceId, string httpMethod, string statusCode)
    {
        if (Methods.Find(account, restApiId, resourceId, httpMethod, out _, out _, out var method) is { } error)
        {
            return error;
        }

        if (method!.MethodIntegration is not { } integration)
        {
            return AwsError.NoIntegration();
        }

        return integration.IntegrationResponses.TryGetValue(statusCode, out var response)
            ? OperationResult<IntegrationResponse>.Done(account, response)
            : AwsError.NoResponse();
    }

    public static OperationResult<IntegrationResponse> DeleteIntegrationResponse(
        Account account, string restApiId, string resourceId, string httpMethod, string statusCode)
    {
        if (Methods.Find(account, restApiId, resourceId, httpMethod, out var api, out var resource, out var method) is { } error)
        {
            return error;
        }

        if (method!.MethodIntegration is not { } integration)
        {
            return AwsError.NoIntegration();
        }

        if (!integration.IntegrationResponses.TryGetValue(statusCode, out var response))
        {
            return AwsError.NoResponse();
        }

        integration = integration with { IntegrationResponses = integration.IntegrationResponses.Remove(statusCode) };
        return OperationResult<IntegrationResponse>.Done(account.With(api!, resource!, method with { MethodIntegration = integration }), response);
    }
}
