// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;
using Integration = Foregate.Definitions.ApiGatewayV2.Integration;
using IntegrationResponse = Foregate.Definitions.ApiGatewayV2.IntegrationResponse;

namespace Foregate.ControlPlane.Operations.ApiGatewayV2;

/// <summary>What becomes of the answers of a WebSocket API's back end: create, get, update, delete.</summary>
internal static partial class IntegrationResponses
{
    public sealed record CreateIntegrationResponseRequest
    {
        public required string IntegrationResponseKey { get; init; }

        public ContentHandling? ContentHandlingStrategy { get; init; }

        public ImmutableSortedDictionary<string, string> ResponseParameters { get; init; } = OrdinalMap.Empty<string>();

        public ImmutableSortedDictionary<string, string> ResponseTemplates { get; init; } = OrdinalMap.Empty<string>();

        public string? TemplateSelectionExpression { get; init; }
    }

    /// <summary>A member that is <see langword="null"/> stays as it is; an empty text goes.</summary>
    public sealed record UpdateIntegrationResponseRequest
    {
        public string? IntegrationResponseKey { get; init; }

        public ContentHandling? ContentHandlingStrategy { get; init; }

        public ImmutableSortedDictionary<string, string>? ResponseParameters { get; init; }

        public ImmutableSortedDictionary<string, string>? ResponseTemplates { get; init; }

        public string? TemplateSelectionExpression { get; init; }
    }

    public static OperationResult<IntegrationResponse> CreateIntegrationResponse(
        Account account, string apiId, string integrationId, CreateIntegrationResponseRequest request, OperationContext context)
    {
        var found = Integrations.GetIntegration(account, apiId, integrationId);
        if (found.Error is { } error)
        {
            return error;
        }

        var integration = found.Response!;
        var id = Identifiers.Next(6, integration.IntegrationResponses.ContainsKey, "integrationresponse", integrationId, request.IntegrationResponseKey);
        return Put(account, apiId, integration, Said(id, request), context);
    }

    public static OperationResult<IntegrationResponse> GetIntegrationResponse(Account account, string apiId, string integrationId, string integrationResponseId)
    {
        var found = Integrations.GetIntegration(account, apiId, integrationId);
        if (found.Error is { } error)
        {
            return error;
        }

        return found.Response!.IntegrationResponses.TryGetValue(integrationResponseId, out var response)
            ? OperationResult<IntegrationResponse>.Done(account, response)
            : AwsError.NoIntegrationResponse(integrationResponseId);
    }

    public static OperationResult<IntegrationResponse> UpdateIntegrationResponse(
        Account account, string apiId, string integrationId, string integrationResponseId, UpdateIntegrationResponseRequest request, OperationContext context)
    {
        var found = GetIntegrationResponse(account, apiId, integrationId, integrationResponseId);
        if (found.Error is { } error)
        {
            return error;
        }

        var before = found.Response!;
        var response = before with
        {
            IntegrationResponseKey = request.IntegrationResponseKey ?? before.IntegrationResponseKey,
            ContentHandlingStrategy = request.ContentHandlingStrategy ?? before.ContentHandlingStrategy,
            ResponseParameters = request.ResponseParameters ?? before.ResponseParameters,
            ResponseTemplates = request.ResponseTemplates ?? before.ResponseTemplates,
            TemplateSelectionExpression = PartialUpdates.Text(request.TemplateSelectionExpression, before.TemplateSelectionExpression),
        };
        return Put(account, apiId, account.Apis[apiId].Integrations[integrationId], response, context);
    }

    /// <summary>The response as if it were made anew: what the request does not say is at its default.</summary>
    public static OperationResult<IntegrationResponse> ReplaceIntegrationResponse(
        Account account, string apiId, string integrationId, string integrationResponseId, CreateIntegrationResponseRequest request, OperationContext context)
    {
        var found = GetIntegrationResponse(account, apiId, integrationId, integrationResponseId);
        return found.Error is { } error ? error : Put(account, apiId, account.Apis[apiId].Integrations[integrationId], Said(integrationResponseId, request), context);
    }

    public static OperationResult<IntegrationResponse> DeleteIntegrationResponse(
        Account account, string apiId, string integrationId, string integrationResponseId, OperationContext context)
    {
        var found = GetIntegrationResponse(account, apiId, integrationId, integrationResponseId);
        if (found.Error is { } error)
        {
            return error;
        }

        var api = account.Apis[apiId];
        var integration = api.Integrations[integrationId];
        integration = integration with { IntegrationResponses = integration.IntegrationResponses.Remove(integrationResponseId) };
        account = Deployments.Changed(account, api with { Integrations = api.Integrations.SetItem(integrationId, integration) }, context);
        return OperationResult<IntegrationResponse>.Done(account, found.Response!);
    }

    private static IntegrationResponse Said(string id, CreateIntegrationResponseRequest request) => new()
    {
        IntegrationResponseId = id,
        IntegrationResponseKey = request.IntegrationResponseKey,
        ContentHandlingStrategy = request.ContentHandlingStrategy,
        ResponseParameters = request.ResponseParameters,
        ResponseTemplates = request.ResponseTemplates,
        TemplateSelectionExpression = request.TemplateSelectionExpression,
    };

    private static OperationResult<IntegrationResponse> Put(Account account, string apiId, Integration integration, IntegrationResponse response, OperationContext context)
    {
        var api = account.Apis[apiId];
        if (api.ProtocolType != ProtocolType.WebSocket)
        {
            return AwsError.NotForProtocol("IntegrationResponse", "HTTP");
        }

        if (response.IntegrationResponseKey != Routes.DefaultKey && !Key().IsMatch(response.IntegrationResponseKey))
        {
            return AwsError.BadRequest($"Invalid integration response key specified: {response.IntegrationResponseKey}. Must be $default or a pattern between slashes");
        }

        if (integration.IntegrationResponses.Values.Any(
            other => other.IntegrationResponseKey == response.IntegrationResponseKey && other.IntegrationResponseId != response.IntegrationResponseId))
        {
            return AwsError.Conflict($"IntegrationResponse with key {response.IntegrationResponseKey} already exists for this integration");
        }

        integration = integration with { IntegrationResponses = integration.IntegrationResponses.SetItem(response.IntegrationResponseId, response) };
        account = Deployments.Changed(account, api with { Integrations = api.Integrations.SetItem(integration.IntegrationId, integration) }, context);
        return OperationResult<IntegrationResponse>.Done(account, response);
    }

    [GeneratedRegex(@"\A/.+/\z")]
    private static partial Regex Key();
}
