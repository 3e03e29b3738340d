// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Operations.ApiGateway;

/// <summary>REST APIs: create, get, update, delete.</summary>
internal static class RestApis
{
    public sealed record CreateRestApiRequest
    {
        public required string Name { get; init; }

        public string? Description { get; init; }

        public string? Version { get; init; }

        public ImmutableArray<string> BinaryMediaTypes { get; init; } = [];

        public ApiKeySourceType ApiKeySource { get; init; }

        public EndpointConfiguration EndpointConfiguration { get; init; } = new();

        public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();
    }

    /// <summary>A member that is <see langword="null"/> stays as it is.</summary>
    public sealed record UpdateRestApiRequest
    {
        public string? Name { get; init; }

        public string? Description { get; init; }

        public string? Version { get; init; }

        public ImmutableArray<string>? BinaryMediaTypes { get; init; }

        public ApiKeySourceType? ApiKeySource { get; init; }

        public EndpointConfiguration? EndpointConfiguration { get; init; }
    }

    public static OperationResult<RestApi> CreateRestApi(Account account, CreateRestApiRequest request, OperationContext context)
    {
        if (Check(request.Name, request.Description) is { } error)
        {
            return error;
        }

        if (request.EndpointConfiguration.Types.IsEmpty)
        {
            return AwsError.BadRequest("REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.");
        }

        if (request.EndpointConfiguration.Types is not [var type])
        {
            return AwsError.BadRequest("Endpoint configuration type must be non-empty and contain a single value");
        }

        if (type == EndpointType.Private)
        {
            return AwsError.NotBuilt("private endpoints");
        }

        if (request.Tags.Count > context.Quotas.Tags)
        {
            return AwsError.BadRequest($"A resource can have at most {context.Quotas.Tags} tags");
        }

        if (account.RestApis.Count >= context.Quotas.RestApis)
        {
            return AwsError.TooMany("REST APIs", context.Quotas.RestApis);
        }

        if (Identifiers.CheckFixed(context, id => account.RestApis.ContainsKey(id) || account.Apis.ContainsKey(id)) is { } taken)
        {
            return taken;
        }

        var id = context.FixedId ?? Identifiers.Next(10, id => account.RestApis.ContainsKey(id) || account.Apis.ContainsKey(id), "restapi", context.IdSeed ?? request.Name);
        var root = new Resource { Id = Identifiers.Next(10, static _ => false, "resource", id, "/"), Path = "/" };
        var api = new RestApi
        {
            Id = id,
            Name = request.Name,
            Description = request.Description,
            Version = request.Version,
            CreatedDate = context.Now,
            RootResourceId = root.Id,
            BinaryMediaTypes = request.BinaryMediaTypes,
            ApiKeySource = request.ApiKeySource,
            EndpointConfiguration = request.EndpointConfiguration,
            Tags = request.Tags,
            Resources = OrdinalMap.Empty<Resource>().Add(root.Id, root),
        };
        return OperationResult<RestApi>.Done(account.With(api), api);
    }

    public static OperationResult<RestApi> GetRestApi(Account account, string restApiId) =>
        account.RestApis.TryGetValue(restApiId, out var api)
            ? OperationResult<RestApi>.Done(account, api)
            : AwsError.NoRestApi(account.AccountId, restApiId);

    public static OperationResult<RestApi> UpdateRestApi(Account account, string restApiId, UpdateRestApiRequest request)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        if (Check(request.Name ?? api.Name, request.Description) is { } error)
        {
            return error;
        }

        api = api with
        {
            Name = request.Name ?? api.Name,
            Description = request.Description ?? api.Description,
            Version = request.Version ?? api.Version,
            BinaryMediaTypes = request.BinaryMediaTypes ?? api.BinaryMediaTypes,
            ApiKeySource = request.ApiKeySource ?? api.ApiKeySource,
            EndpointConfiguration = request.EndpointConfiguration ?? api.EndpointConfiguration,
        };
        return OperationResult<RestApi>.Done(account.With(api), api);
    }

    /// <summary>Takes its stages out of the usage plans too: a plan never points at nothing.</summary>
    public static OperationResult<RestApi> DeleteRestApi(Account account, string restApiId)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        account = UsagePlans.Detach(account, stage => stage.ApiId == restApiId);
        return OperationResult<RestApi>.Done(account with { RestApis = account.RestApis.Remove(restApiId) }, api);
    }

    private static AwsError? Check(string name, string? description)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return AwsError.BadRequest("Name must be non-empty");
        }

        return description is "" ? AwsError.BadRequest("Description cannot be an empty string") : null;
    }
}
