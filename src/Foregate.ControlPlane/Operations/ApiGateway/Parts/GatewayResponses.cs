// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Operations.ApiGateway.Parts;

/// <summary>How a REST API words its own ways of saying no: put, get, delete.</summary>
internal static partial class GatewayResponses
{
    public sealed record PutGatewayResponseRequest
    {
        /// <summary><see langword="null"/> keeps the type's own.</summary>
        public string? StatusCode { get; init; }

        public ImmutableSortedDictionary<string, string> ResponseParameters { get; init; } = OrdinalMap.Empty<string>();

        /// <summary><see langword="null"/> keeps AWS's own.</summary>
        public ImmutableSortedDictionary<string, string>? ResponseTemplates { get; init; }
    }

    /// <summary>What is sent for a type of which nothing was said.</summary>
    public static GatewayResponse Default { get; } = new()
    {
        ResponseTemplates = OrdinalMap.Empty<string>().Add("application/json", """{"message":$context.error.messageString}"""),
    };

    public static OperationResult<GatewayResponse> PutGatewayResponse(
        Account account, string restApiId, GatewayResponseType type, PutGatewayResponseRequest request, OperationContext context)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        var templates = request.ResponseTemplates ?? Default.ResponseTemplates;
        if (Check(request) is { } error)
        {
            return error;
        }

        if (MediaTypes.CheckTemplates(templates, context) is { } invalid)
        {
            return invalid;
        }

        var response = new GatewayResponse { StatusCode = request.StatusCode, ResponseParameters = request.ResponseParameters, ResponseTemplates = templates };
        return OperationResult<GatewayResponse>.Done(account.With(api with { GatewayResponses = api.GatewayResponses.SetItem(type.Name, response) }), response);
    }

    /// <summary>What was said, or <see cref="Default"/> itself.</summary>
    public static OperationResult<GatewayResponse> GetGatewayResponse(Account account, string restApiId, GatewayResponseType type) =>
        account.RestApis.TryGetValue(restApiId, out var api)
            ? OperationResult<GatewayResponse>.Done(account, api.GatewayResponses.GetValueOrDefault(type.Name) ?? Default)
            : AwsError.NoRestApi(account.AccountId, restApiId);

    public static OperationResult<GatewayResponse> DeleteGatewayResponse(Account account, string restApiId, GatewayResponseType type)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        return api.GatewayResponses.TryGetValue(type.Name, out var response)
            ? OperationResult<GatewayResponse>.Done(account.With(api with { GatewayResponses = api.GatewayResponses.Remove(type.Name) }), response)
            : AwsError.NoGatewayResponse();
    }

    private static AwsError? Check(PutGatewayResponseRequest request)
    {
        if (request.StatusCode is { } status && !MethodResponses.IsStatusCode(status))
        {
            return AwsError.InvalidStatusCode(status);
        }

        foreach (var (key, value) in request.ResponseParameters)
        {
            if (!Key().IsMatch(key))
            {
                return AwsError.InvalidMappingExpression(key);
            }

            if (value is not ['\'', .., '\''] && !Value().IsMatch(value))
            {
                return AwsError.InvalidMappingExpression(value);
            }
        }

        return null;
    }

    [GeneratedRegex(@"\Agatewayresponse\.(?:header|path|querystring)\.[a-zA-Z0-9._$-]+\z")]
    private static partial Regex Key();

    [GeneratedRegex(@"\A(?:method\.request\.(?:(?:multivalue)?(?:header|querystring)|path)|context|stageVariables)\.[a-zA-Z0-9._$-]+\z")]
    private static partial Regex Value();
}
