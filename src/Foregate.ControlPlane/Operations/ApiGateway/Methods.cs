// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Operations.ApiGateway;

/// <summary>Methods on the resources of a REST API: put, get, delete.</summary>
internal static partial class Methods
{
    private static readonly string[] HttpMethods = ["GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY"];

    public sealed record PutMethodRequest
    {
        public required string HttpMethod { get; init; }

        public AuthorizationType AuthorizationType { get; init; }

        public bool ApiKeyRequired { get; init; }

        public string? OperationName { get; init; }

        public ImmutableSortedDictionary<string, bool> RequestParameters { get; init; } = OrdinalMap.Empty<bool>();

        /// <summary>Names of models by content type.</summary>
        public ImmutableSortedDictionary<string, string> RequestModels { get; init; } = OrdinalMap.Empty<string>();

        public string? RequestValidatorId { get; init; }

        public string? AuthorizerId { get; init; }

        public ImmutableArray<string> AuthorizationScopes { get; init; } = [];
    }

    public static OperationResult<Method> PutMethod(Account account, string restApiId, string resourceId, PutMethodRequest request)
    {
        // AWS speaks of the resource, too, when there is no such API.
        if (!account.RestApis.TryGetValue(restApiId, out var api) || !api.Resources.TryGetValue(resourceId, out var resource))
        {
            return AwsError.NoResource();
        }

        if (!IsHttpMethod(request.HttpMethod))
        {
            return AwsError.BadRequest("Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY");
        }

        if (resource.ResourceMethods.ContainsKey(request.HttpMethod))
        {
            return AwsError.Conflict("Method already exists for this resource");
        }

        if (Check(api, request) is { } error)
        {
            return error;
        }

        var method = new Method
        {
            HttpMethod = request.HttpMethod,
            AuthorizationType = request.AuthorizationType,
            ApiKeyRequired = request.ApiKeyRequired,
            OperationName = request.OperationName,
            RequestParameters = request.RequestParameters,
            RequestModels = request.RequestModels,
            RequestValidatorId = Said(request.RequestValidatorId),
            AuthorizerId = Said(request.AuthorizerId),
            AuthorizationScopes = request.AuthorizationScopes,
        };
        return OperationResult<Method>.Done(account.With(api, resource, method), method);
    }

    public static OperationResult<Method> GetMethod(Account account, string restApiId, string resourceId, string httpMethod) =>
        Find(account, restApiId, resourceId, httpMethod, out _, out _, out var method) is { } error
            ? error
            : OperationResult<Method>.Done(account, method!);

    public static OperationResult<Method> DeleteMethod(Account account, string restApiId, string resourceId, string httpMethod)
    {
        if (Find(account, restApiId, resourceId, httpMethod, out var api, out var resource, out var method) is { } error)
        {
            return error;
        }

        resource = resource! with { ResourceMethods = resource.ResourceMethods.Remove(httpMethod) };
        return OperationResult<Method>.Done(account.With(api!, resource), method!);
    }

    public static bool IsHttpMethod(string method) => HttpMethods.AsSpan().Contains(method);

    /// <summary>Walks down to a method; the error says how far the way led.</summary>
    public static AwsError? Find(
        Account account, string restApiId, string resourceId, string httpMethod, out RestApi? api, out Resource? resource, out Method? method)
    {
        resource = null;
        method = null;
        if (!account.RestApis.TryGetValue(restApiId, out api) || !api.Resources.TryGetValue(resourceId, out resource))
        {
            return AwsError.NoResource();
        }

        return resource.ResourceMethods.TryGetValue(httpMethod, out method) ? null : AwsError.NoMethod();
    }

    /// <summary>Whether the API has these models.</summary>
    public static AwsError? CheckModels(RestApi api, ImmutableSortedDictionary<string, string> models) =>
        MediaTypes.CheckKeys(models.Keys)
        ?? (models.Values.FirstOrDefault(name => !api.Models.ContainsKey(name)) is { } unknown ? AwsError.BadRequest($"Invalid model identifier specified: {unknown}") : null);

    private static string? Said(string? id) => string.IsNullOrEmpty(id) ? null : id;

    private static AwsError? CheckAuthorizer(RestApi api, PutMethodRequest request)
    {
        var authorizer = Said(request.AuthorizerId) is { } id ? api.Authorizers.GetValueOrDefault(id) : null;
        return request.AuthorizationType switch
        {
            AuthorizationType.Custom when authorizer is not { Type: AuthorizerType.Token or AuthorizerType.Request } => AwsError.InvalidAuthorizer(),
            AuthorizationType.CognitoUserPools when authorizer is not { Type: AuthorizerType.CognitoUserPools } => AwsError.InvalidAuthorizer(),
            _ => null,
        };
    }

    private static AwsError? Check(RestApi api, PutMethodRequest request)
    {
        if (CheckAuthorizer(api, request) is { } unauthorized)
        {
            return unauthorized;
        }

        if (Said(request.RequestValidatorId) is { } validator && !api.RequestValidators.ContainsKey(validator))
        {
            return AwsError.BadRequest("Invalid Request Validator identifier specified");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in request.RequestParameters.Keys)
        {
            var match = Parameter().Match(key);
            if (!match.Success)
            {
                return AwsError.InvalidMappingParameter(key);
            }

            if (!names.Add(match.Groups["name"].Value))
            {
                return AwsError.BadRequest("Parameter names must be unique across querystring, header and path");
            }
        }

        return CheckModels(api, request.RequestModels);
    }

    [GeneratedRegex(@"\Amethod\.request\.(?:path|querystring|header)\.(?<name>[a-zA-Z0-9._$-]+)\z")]
    private static partial Regex Parameter();
}
