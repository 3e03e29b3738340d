// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.DomainNames;

namespace Foregate.ControlPlane.Operations.DomainNames;

/// <summary>Which REST API answers requests of a domain name by their headers and base path: create, get, put, delete.</summary>
internal static partial class RoutingRules
{
    private const int MaximumPriority = 1_000_000;

    /// <param name="Conditions">All must hold.</param>
    /// <param name="Actions">Exactly one.</param>
    public sealed record RoutingRuleRequest(int Priority, ImmutableArray<RoutingRuleCondition> Conditions, ImmutableArray<RoutingRuleAction> Actions);

    public static OperationResult<RoutingRule> CreateRoutingRule(Account account, string name, string? domainNameId, RoutingRuleRequest request, OperationContext context)
    {
        if (Domains.Find(account, name, domainNameId) is not { } domain)
        {
            return AwsError.NoDomainNameV2();
        }

        if (domain.RoutingRules.Count >= context.Quotas.RoutingRulesPerDomainName)
        {
            return AwsError.TooMany("routing rules", context.Quotas.RoutingRulesPerDomainName);
        }

        var id = Identifiers.Next(6, domain.RoutingRules.ContainsKey, "routingrule", Domains.KeyOf(domain), context.IdSeed ?? "");
        return Put(account, domain, id, request);
    }

    public static OperationResult<RoutingRule> GetRoutingRule(Account account, string name, string? domainNameId, string routingRuleId)
    {
        if (Domains.Find(account, name, domainNameId) is not { } domain)
        {
            return AwsError.NoDomainNameV2();
        }

        return domain.RoutingRules.TryGetValue(routingRuleId, out var rule)
            ? OperationResult<RoutingRule>.Done(account, rule)
            : AwsError.NotFound("The routing rule resource specified in the request was not found.");
    }

    /// <summary>Replaces the whole rule.</summary>
    public static OperationResult<RoutingRule> PutRoutingRule(Account account, string name, string? domainNameId, string routingRuleId, RoutingRuleRequest request)
    {
        var found = GetRoutingRule(account, name, domainNameId, routingRuleId);
        return found.Error is { } missing ? missing : Put(account, Domains.Find(account, name, domainNameId)!, routingRuleId, request);
    }

    public static OperationResult<RoutingRule> DeleteRoutingRule(Account account, string name, string? domainNameId, string routingRuleId)
    {
        var found = GetRoutingRule(account, name, domainNameId, routingRuleId);
        if (found.Error is { } missing)
        {
            return missing;
        }

        var domain = Domains.Find(account, name, domainNameId)!;
        domain = domain with { RoutingRules = domain.RoutingRules.Remove(routingRuleId) };
        return OperationResult<RoutingRule>.Done(account with { DomainNames = account.DomainNames.SetItem(Domains.KeyOf(domain), domain) }, found.Response!);
    }

    private static OperationResult<RoutingRule> Put(Account account, DomainName domain, string id, RoutingRuleRequest request)
    {
        var rule = new RoutingRule { RoutingRuleId = id, Priority = request.Priority, Conditions = request.Conditions, Actions = request.Actions };
        if ((CheckConditions(rule) ?? CheckAction(account, domain, rule)) is { } error)
        {
            return error;
        }

        if (rule.Priority is < 1 or > MaximumPriority)
        {
            return AwsError.BadRequest($"Priority must be between 1 and {MaximumPriority}");
        }

        if (domain.RoutingRules.Values.Any(other => other.Priority == rule.Priority && other.RoutingRuleId != id))
        {
            return AwsError.Conflict($"A routing rule with priority {rule.Priority} already exists for this domain name");
        }

        domain = domain with { RoutingRules = domain.RoutingRules.SetItem(id, rule) };
        return OperationResult<RoutingRule>.Done(account with { DomainNames = account.DomainNames.SetItem(Domains.KeyOf(domain), domain) }, rule);
    }

    private static AwsError? CheckConditions(RoutingRule rule)
    {
        if (rule.Conditions.Any(static condition => condition.MatchHeaders.IsEmpty == condition.MatchBasePaths.IsEmpty))
        {
            return AwsError.BadRequest("A condition has either matchHeaders or matchBasePaths");
        }

        if (rule.Conditions.Count(static condition => !condition.MatchHeaders.IsEmpty) > 2 || rule.Conditions.Count(static condition => !condition.MatchBasePaths.IsEmpty) > 1)
        {
            return AwsError.BadRequest("A routing rule has at most two matchHeaders and one matchBasePaths");
        }

        if (rule.Conditions.Any(static condition => condition.MatchHeaders.Length > 1 || condition.MatchBasePaths.Length > 1))
        {
            return AwsError.BadRequest("anyOf must have exactly one value");
        }

        foreach (var condition in rule.Conditions)
        {
            if (condition.MatchBasePaths is [var path] && !BasePath().IsMatch(path))
            {
                return AwsError.BadRequest($"Invalid base path specified: {path}. Up to 127 characters of a-zA-Z0-9$-_.+!*'()/");
            }

            if (condition.MatchHeaders is [var header] && CheckHeader(header) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static AwsError? CheckHeader(RoutingRuleHeader header)
    {
        var name = header.Header;
        if (name.Length is 0 or >= 40 || name.AsSpan().ContainsAnyExcept(ParameterMappings.TokenCharacters))
        {
            return AwsError.BadRequest($"Invalid header name specified: {name}. Up to 39 characters of a header name");
        }

        if (ParameterMappings.IsReserved(name) || name.ToLowerInvariant() is "x-apigw-api-id" or "x-restapi" || name.StartsWith("proxy-", StringComparison.OrdinalIgnoreCase))
        {
            return AwsError.BadRequest($"The header {name} cannot be used in a routing rule");
        }

        return Glob().IsMatch(header.ValueGlob)
            ? null
            : AwsError.BadRequest($"Invalid valueGlob specified: {header.ValueGlob}. Up to 127 characters with * at the beginning or the end, up to 39 with both");
    }

    private static AwsError? CheckAction(Account account, DomainName domain, RoutingRule rule)
    {
        if (rule.Actions is not [var action])
        {
            return AwsError.BadRequest("A routing rule has exactly one action");
        }

        if (!account.RestApis.TryGetValue(action.ApiId, out var api))
        {
            return account.Apis.ContainsKey(action.ApiId) ? AwsError.BadRequest("Routing rules only support REST APIs") : AwsError.NoApi(action.ApiId);
        }

        return !api.Stages.ContainsKey(action.Stage) ? AwsError.NoStage()
            : api.EndpointConfiguration.Types.Contains(EndpointType.Private) != Domains.IsPrivate(domain) ? AwsError.BadRequest("Private domain names lead to private APIs, public ones to public APIs")
            : domain.ApiMappings.Values.Any(mapping => account.Apis.ContainsKey(mapping.ApiId)) ? AwsError.BadRequest("Routing rules are not supported for domain names that lead to HTTP or WebSocket APIs")
            : null;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9$_.+!*'()/-]{1,127}\z")]
    private static partial Regex BasePath();

    [GeneratedRegex(@"\A(?:[^*\r\n]{1,127}|(?=.{1,127}\z)(?:[^*\r\n]*\*|\*[^*\r\n]*)|\*[^*\r\n]{1,39}\*)\z")]
    private static partial Regex Glob();
}
