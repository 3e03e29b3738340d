// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Operations.ApiGateway;

/// <summary>The statuses and headers that methods of a REST API declare: put, get, delete.</summary>
internal static partial class MethodResponses
{
    public static OperationResult<MethodResponse> PutMethodResponse(
        Account account,
        string restApiId,
        string resourceId,
        string httpMethod,
        string statusCode,
        ImmutableSortedDictionary<string, bool> responseParameters,
        ImmutableSortedDictionary<string, string>? responseModels = null)
    {
        if (Methods.Find(account, restApiId, resourceId, httpMethod, out var api, out var resource, out var method) is { } error)
        {
            return error;
        }

        if (!IsStatusCode(statusCode))
        {
            return AwsError.InvalidStatusCode(statusCode);
        }

        if (method!.MethodResponses.ContainsKey(statusCode))
        {
            return AwsError.Conflict("Response already exists for this resource");
        }

        foreach (var key in responseParameters.Keys)
        {
            if (!IsHeader(key))
            {
                return AwsError.InvalidMappingParameter(key);
            }
        }

        if (responseModels is not null && Methods.CheckModels(api!, responseModels) is { } unknown)
        {
            return unknown;
        }

        var response = new MethodResponse { StatusCode = statusCode, ResponseParameters = responseParameters, ResponseModels = responseModels ?? OrdinalMap.Empty<string>() };
        method = method with { MethodResponses = method.MethodResponses.SetItem(statusCode, response) };
        return OperationResult<MethodResponse>.Done(account.With(api!, resource!, method), response);
    }

    public static OperationResult<MethodResponse> GetMethodResponse(
        Account account, string restApiId, string resourceId, string httpMethod, string statusCode)
    {
        if (Methods.Find(account, restApiId, resourceId, httpMethod, out _, out _, out var method) is { } error)
        {
            return error;
        }

        return method!.MethodResponses.TryGetValue(statusCode, out var response)
            ? OperationResult<MethodResponse>.Done(account, response)
            : AwsError.NoResponse();
    }

    public static OperationResult<MethodResponse> DeleteMethodResponse(
        Account account, string restApiId, string resourceId, string httpMethod, string statusCode)
    {
        if (Methods.Find(account, restApiId, resourceId, httpMethod, out var api, out var resource, out var method) is { } error)
        {
            return error;
        }

        if (!method!.MethodResponses.TryGetValue(statusCode, out var response))
        {
            return AwsError.NoResponse();
        }

        method = method with { MethodResponses = method.MethodResponses.Remove(statusCode) };
        return OperationResult<MethodResponse>.Done(account.With(api!, resource!, method), response);
    }

    public static bool IsStatusCode(string statusCode) => statusCode is [>= '1' and <= '5', >= '0' and <= '9', >= '0' and <= '9'];

    public static bool IsHeader(string key) => Header().IsMatch(key);

    [GeneratedRegex(@"\Amethod\.response\.header\.[a-zA-Z0-9._$-]+\z")]
    private static partial Regex Header();
}
