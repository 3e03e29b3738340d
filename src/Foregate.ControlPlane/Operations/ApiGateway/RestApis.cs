// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.Operations.ApiGateway.Making;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Operations.ApiGateway;

/// <summary>REST APIs: create, get, update, delete.</summary>
internal static class RestApis
{
    private const int LargestCompressionSize = 10_485_760;

    private static readonly string[] s_securityPolicies =
    [
        "TLS_1_0", "TLS_1_2", "SecurityPolicy_TLS13_1_3_2025_09", "SecurityPolicy_TLS13_1_3_FIPS_2025_09", "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
        "SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09", "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09", "SecurityPolicy_TLS13_1_2_PQ_2025_09", "SecurityPolicy_TLS13_1_2_2021_06",
        "SecurityPolicy_TLS13_2025_EDGE", "SecurityPolicy_TLS12_PFS_2025_EDGE", "SecurityPolicy_TLS12_2018_EDGE",
    ];

    public sealed record CreateRestApiRequest
    {
        public required string Name { get; init; }

        public string? Description { get; init; }

        public string? Version { get; init; }

        public ImmutableArray<string> BinaryMediaTypes { get; init; } = [];

        public ApiKeySourceType ApiKeySource { get; init; }

        /// <summary>Id of an API of which this one is to be a copy, stages and deployments excepted.</summary>
        public string? CloneFrom { get; init; }

        public int? MinimumCompressionSize { get; init; }

        public string? Policy { get; init; }

        public bool DisableExecuteApiEndpoint { get; init; }

        public string? SecurityPolicy { get; init; }

        public string? EndpointAccessMode { get; init; }

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

        public int? MinimumCompressionSize { get; init; }

        public string? Policy { get; init; }

        public bool? DisableExecuteApiEndpoint { get; init; }

        public string? SecurityPolicy { get; init; }

        public string? EndpointAccessMode { get; init; }
    }

    public static OperationResult<RestApi> CreateRestApi(Account account, CreateRestApiRequest request, OperationContext context)
    {
        var source = request.CloneFrom is { Length: > 0 } from ? account.RestApis.GetValueOrDefault(from) : null;
        if (request.CloneFrom is { Length: > 0 } missing && source is null)
        {
            return AwsError.NoRestApi(account.AccountId, missing);
        }

        if (request.Tags.Count > context.Quotas.Tags)
        {
            return AwsError.BadRequest($"A resource can have at most {context.Quotas.Tags} tags");
        }

        if (account.RestApis.Count >= context.Quotas.RestApis)
        {
            return AwsError.TooMany("REST APIs", context.Quotas.RestApis);
        }

        bool IsTaken(string id) => account.RestApis.ContainsKey(id) || account.Apis.ContainsKey(id) || context.IsTakenElsewhere(id);
        if (Identifiers.CheckFixed(context, IsTaken) is { } taken)
        {
            return taken;
        }

        var id = context.FixedId ?? Identifiers.Next(10, IsTaken, "restapi", context.IdSeed ?? request.Name);
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
            MinimumCompressionSize = request.MinimumCompressionSize,
            Policy = request.Policy is "" ? null : request.Policy,
            DisableExecuteApiEndpoint = request.DisableExecuteApiEndpoint,
            SecurityPolicy = request.SecurityPolicy,
            EndpointAccessMode = request.EndpointAccessMode,
            Tags = request.Tags,
            Resources = OrdinalMap.Empty<Resource>().Add(root.Id, root),
            Models = DefaultModels.Of(id),
        };
        if (Check(api, context.Quotas) is { } error)
        {
            return error;
        }

        api = source is null ? api : RestApiCopy.Of(source, api);
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

        return ReplaceRestApi(account, api with
        {
            Name = request.Name ?? api.Name,
            Description = request.Description ?? api.Description,
            Version = request.Version ?? api.Version,
            BinaryMediaTypes = request.BinaryMediaTypes ?? api.BinaryMediaTypes,
            ApiKeySource = request.ApiKeySource ?? api.ApiKeySource,
            EndpointConfiguration = request.EndpointConfiguration ?? api.EndpointConfiguration,
            MinimumCompressionSize = request.MinimumCompressionSize ?? api.MinimumCompressionSize,
            Policy = request.Policy ?? api.Policy,
            DisableExecuteApiEndpoint = request.DisableExecuteApiEndpoint ?? api.DisableExecuteApiEndpoint,
            SecurityPolicy = request.SecurityPolicy ?? api.SecurityPolicy,
            EndpointAccessMode = request.EndpointAccessMode ?? api.EndpointAccessMode,
        }, Quotas.Default);
    }

    /// <summary>The API of this id as it is to be from now on, with all its members.</summary>
    public static OperationResult<RestApi> ReplaceRestApi(Account account, RestApi api, Quotas quotas) =>
        !account.RestApis.ContainsKey(api.Id) ? AwsError.NoRestApi(account.AccountId, api.Id)
        : Check(api, quotas) is { } error ? error
        : OperationResult<RestApi>.Done(account.With(api), api);

    /// <summary>Takes its stages out of the usage plans too: a plan never points at nothing.</summary>
    public static OperationResult<RestApi> DeleteRestApi(Account account, string restApiId)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        if (MappedApis.CheckUnmapped(account, restApiId) is { } mapped)
        {
            return mapped;
        }

        account = UsagePlans.Detach(account, stage => stage.ApiId == restApiId);
        return OperationResult<RestApi>.Done(account with { RestApis = account.RestApis.Remove(restApiId) }, api);
    }

    private static AwsError? Check(RestApi api, Quotas quotas)
    {
        if (string.IsNullOrWhiteSpace(api.Name))
        {
            return AwsError.BadRequest("Name must be non-empty");
        }

        if (api.Description is "")
        {
            return AwsError.BadRequest("Description cannot be an empty string");
        }

        if (api.MinimumCompressionSize is < 0 or > LargestCompressionSize)
        {
            return AwsError.BadRequest($"Invalid minimum compression size, must be between 0 and {LargestCompressionSize}");
        }

        if (api.EndpointAccessMode is not (null or "BASIC" or "STRICT"))
        {
            return AwsError.BadRequest("Invalid endpointAccessMode specified. Valid options are BASIC,STRICT");
        }

        if (api.SecurityPolicy is { } security && !s_securityPolicies.Contains(security))
        {
            return AwsError.BadRequest($"Invalid securityPolicy specified. Valid options are {string.Join(',', s_securityPolicies)}");
        }

        return CheckEndpoint(api.EndpointConfiguration) ?? (api.Policy is { } policy ? CheckPolicy(policy, quotas) : null);
    }

    private static AwsError? CheckEndpoint(EndpointConfiguration endpoint)
    {
        if (endpoint.Types.IsEmpty)
        {
            return AwsError.BadRequest("REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.");
        }

        if (endpoint.Types is not [var type])
        {
            return AwsError.BadRequest("Cannot create an api with multiple Endpoint Types.");
        }

        if (type != EndpointType.Private)
        {
            return endpoint.VpcEndpointIds.IsEmpty ? null : AwsError.BadRequest("VPCEndpoints can only be specified with PRIVATE apis.");
        }

        return endpoint.IpAddressType == "dualstack" ? null : AwsError.BadRequest("PRIVATE apis support the ipAddressType dualstack only.");
    }

    private static AwsError? CheckPolicy(string policy, Quotas quotas)
    {
        if (policy.Length > quotas.ResourcePolicyLength)
        {
            return AwsError.BadRequest($"The resource policy can be at most {quotas.ResourcePolicyLength} characters");
        }

        return JsonObjects.Read(policy) is null ? AwsError.InvalidPolicy() : null;
    }
}
