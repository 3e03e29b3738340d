// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.DomainNames;

namespace Foregate.ControlPlane.Operations.DomainNames;

/// <summary>Which APIs and stages answer below the paths of a domain name: base path mappings of the first interface, API mappings of the second.</summary>
internal static partial class Mappings
{
    /// <summary>How the first interface names the path that is everything.</summary>
    public const string NoBasePath = "(none)";

    public static OperationResult<ApiMapping> CreateBasePathMapping(
        Account account, string name, string? domainNameId, string? basePath, string restApiId, string? stage, OperationContext context)
    {
        if (Domains.Find(account, name, domainNameId) is not { } domain)
        {
            return AwsError.NoDomainName();
        }

        var mapping = new ApiMapping { ApiMappingId = NextId(domain, basePath), ApiId = restApiId, Stage = NoneIfEmpty(stage), ApiMappingKey = KeyOf(basePath) };
        return CheckBasePath(account, mapping) is { } error ? error : Put(account, domain, mapping, "Base path already exists for this domain name", context);
    }

    public static OperationResult<ApiMapping> GetBasePathMapping(Account account, string name, string? domainNameId, string basePath)
    {
        if (Domains.Find(account, name, domainNameId) is not { } domain)
        {
            return AwsError.NoDomainName();
        }

        var key = KeyOf(basePath);
        return domain.ApiMappings.Values.FirstOrDefault(mapping => mapping.ApiMappingKey == key) is { } found
            ? OperationResult<ApiMapping>.Done(account, found)
            : AwsError.NotFound("Invalid base path mapping identifier specified");
    }

    public static OperationResult<ApiMapping> UpdateBasePathMapping(
        Account account, string name, string? domainNameId, string basePath, string? newBasePath, string restApiId, string? stage, OperationContext context)
    {
        var found = GetBasePathMapping(account, name, domainNameId, basePath);
        if (found.Error is { } missing)
        {
            return missing;
        }

        var mapping = found.Response! with { ApiId = restApiId, Stage = NoneIfEmpty(stage), ApiMappingKey = KeyOf(newBasePath) };
        return CheckBasePath(account, mapping) is { } error
            ? error
            : Put(account, Domains.Find(account, name, domainNameId)!, mapping, "Base path already exists for this domain name", context);
    }

    public static OperationResult<ApiMapping> DeleteBasePathMapping(Account account, string name, string? domainNameId, string basePath)
    {
        var found = GetBasePathMapping(account, name, domainNameId, basePath);
        return found.Error is { } missing ? missing : Remove(account, Domains.Find(account, name, domainNameId)!, found.Response!);
    }

    public static OperationResult<ApiMapping> CreateApiMapping(Account account, string name, string apiId, string stage, string? apiMappingKey, OperationContext context)
    {
        if (Domains.Find(account, name, null) is not { } domain)
        {
            return AwsError.NoDomainNameV2();
        }

        var mapping = new ApiMapping { ApiMappingId = NextId(domain, apiMappingKey), ApiId = apiId, Stage = stage, ApiMappingKey = apiMappingKey ?? "" };
        return PutApiMapping(account, domain, mapping, context);
    }

    public static OperationResult<ApiMapping> GetApiMapping(Account account, string name, string apiMappingId)
    {
        if (Domains.Find(account, name, null) is not { } domain)
        {
            return AwsError.NoDomainNameV2();
        }

        return domain.ApiMappings.TryGetValue(apiMappingId, out var mapping)
            ? OperationResult<ApiMapping>.Done(account, mapping)
            : AwsError.NotFound("The api mapping resource specified in the request was not found.");
    }

    /// <summary>What is <see langword="null"/> stays as it is.</summary>
    public static OperationResult<ApiMapping> UpdateApiMapping(
        Account account, string name, string apiMappingId, string? apiId, string? stage, string? apiMappingKey, OperationContext context)
    {
        var found = GetApiMapping(account, name, apiMappingId);
        if (found.Error is { } missing)
        {
            return missing;
        }

        var before = found.Response!;
        var mapping = before with { ApiId = apiId ?? before.ApiId, Stage = stage ?? before.Stage, ApiMappingKey = apiMappingKey ?? before.ApiMappingKey };
        return PutApiMapping(account, Domains.Find(account, name, null)!, mapping, context);
    }

    public static OperationResult<ApiMapping> DeleteApiMapping(Account account, string name, string apiMappingId)
    {
        var found = GetApiMapping(account, name, apiMappingId);
        return found.Error is { } missing ? missing : Remove(account, Domains.Find(account, name, null)!, found.Response!);
    }

    /// <summary>Whether the first interface can speak of it.</summary>
    public static bool IsBasePath(ApiMapping mapping) => !mapping.ApiMappingKey.Contains('/', StringComparison.Ordinal);

    private static string KeyOf(string? basePath) => basePath is null or NoBasePath ? "" : basePath;

    private static string? NoneIfEmpty(string? stage) => string.IsNullOrEmpty(stage) ? null : stage;

    private static string NextId(DomainName domain, string? key) => Identifiers.Next(6, domain.ApiMappings.ContainsKey, "apimapping", Domains.KeyOf(domain), key ?? "");

    private static AwsError? CheckBasePath(Account account, ApiMapping mapping)
    {
        if (!IsBasePath(mapping))
        {
            return AwsError.BadRequest(
                "API Gateway V1 doesn't support the slash character (/) in base path mappings. To create a multi-level base path mapping, use API Gateway V2.");
        }

        if (!account.RestApis.TryGetValue(mapping.ApiId, out var api))
        {
            return AwsError.BadRequest("Invalid REST API identifier specified");
        }

        return mapping.Stage is { } stage && !api.Stages.ContainsKey(stage) ? AwsError.BadRequest("Invalid stage identifier specified") : null;
    }

    private static OperationResult<ApiMapping> PutApiMapping(Account account, DomainName domain, ApiMapping mapping, OperationContext context)
    {
        var stages = account.RestApis.TryGetValue(mapping.ApiId, out var rest) ? rest.Stages.Keys
            : account.Apis.TryGetValue(mapping.ApiId, out var api) ? api.Stages.Keys
            : null;
        return stages is null ? AwsError.NoApi(mapping.ApiId)
            : mapping.Stage is { } stage && !stages.Contains(stage) ? AwsError.NoStage()
            : Put(account, domain, mapping, "ApiMapping key already exists for this domain name", context);
    }

    private static OperationResult<ApiMapping> Put(Account account, DomainName domain, ApiMapping mapping, string taken, OperationContext context)
    {
        if ((CheckKey(domain, mapping, context) ?? CheckKind(account, domain, mapping, context)) is { } error)
        {
            return error;
        }

        if (domain.ApiMappings.Values.Any(other => other.ApiMappingKey == mapping.ApiMappingKey && other.ApiMappingId != mapping.ApiMappingId))
        {
            return AwsError.Conflict(taken);
        }

        domain = domain with { ApiMappings = domain.ApiMappings.SetItem(mapping.ApiMappingId, mapping) };
        return OperationResult<ApiMapping>.Done(account with { DomainNames = account.DomainNames.SetItem(Domains.KeyOf(domain), domain) }, mapping);
    }

    private static OperationResult<ApiMapping> Remove(Account account, DomainName domain, ApiMapping mapping)
    {
        domain = domain with { ApiMappings = domain.ApiMappings.Remove(mapping.ApiMappingId) };
        return OperationResult<ApiMapping>.Done(account with { DomainNames = account.DomainNames.SetItem(Domains.KeyOf(domain), domain) }, mapping);
    }

    private static AwsError? CheckKey(DomainName domain, ApiMapping mapping, OperationContext context)
    {
        if (!Key().IsMatch(mapping.ApiMappingKey))
        {
            return AwsError.BadRequest($"Invalid mapping key specified: {mapping.ApiMappingKey}. Up to 300 characters of a-zA-Z0-9$-_.+!*'() in segments between slashes");
        }

        if (IsBasePath(mapping))
        {
            return null;
        }

        if (domain.EndpointConfiguration.Types is not [EndpointType.Regional] || domain.SecurityPolicy == "TLS_1_0")
        {
            return AwsError.BadRequest("Mappings with more than one level need a regional domain name and the security policy TLS_1_2");
        }

        var limit = context.Quotas.MultiLevelMappingsPerDomainName;
        return domain.ApiMappings.Values.Count(other => !IsBasePath(other) && other.ApiMappingId != mapping.ApiMappingId) >= limit
            ? AwsError.TooMany("mappings with more than one level", limit)
            : null;
    }

    private static AwsError? CheckKind(Account account, DomainName domain, ApiMapping mapping, OperationContext context)
    {
        var protocol = ProtocolOf(account, mapping);
        if (account.RestApis.TryGetValue(mapping.ApiId, out var rest) && rest.EndpointConfiguration.Types.Contains(EndpointType.Private) != Domains.IsPrivate(domain))
        {
            // A public API behind a private domain name opens nothing; a private one behind a public name would.
            var refusal = AwsError.BadRequest("Private domain names lead to private APIs, public ones to public APIs");
            if (!Domains.IsPrivate(domain) || context.Judge(refusal) is not null)
            {
                return refusal;
            }
        }

        return protocol is not null && domain.EndpointConfiguration.Types is not [EndpointType.Regional]
                ? AwsError.BadRequest("HTTP and WebSocket APIs can only be mapped to regional domain names")
            : domain.ApiMappings.Values.Any(other => other.ApiMappingId != mapping.ApiMappingId && (ProtocolOf(account, other) == ProtocolType.WebSocket) != (protocol == ProtocolType.WebSocket))
                ? AwsError.BadRequest("WebSocket APIs cannot be mapped to a domain name that leads to REST or HTTP APIs, nor the other way round")
            : null;
    }

    // None for REST APIs.
    private static ProtocolType? ProtocolOf(Account account, ApiMapping mapping) => account.Apis.GetValueOrDefault(mapping.ApiId)?.ProtocolType;

    [GeneratedRegex(@"\A(?=.{0,300}\z)(?:[A-Za-z0-9$_.+!*'()-]+(?:/[A-Za-z0-9$_.+!*'()-]+)*)?\z")]
    private static partial Regex Key();
}
