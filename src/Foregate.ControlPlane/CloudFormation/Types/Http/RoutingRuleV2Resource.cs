// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.DomainNames;
using Foregate.Definitions;
using Foregate.Definitions.DomainNames;

namespace Foregate.ControlPlane.CloudFormation.Types.Http;

/// <summary><c>AWS::ApiGatewayV2::RoutingRule</c>: which REST API of a domain name answers, by headers and base path.</summary>
internal static class RoutingRuleV2Resource
{
    private const string DomainNames = "/domainnames/";

    private const string Rules = "/routingrules/";

    private static readonly ObjectKind s_action = new("the action", "InvokeApi");

    private static readonly ObjectKind s_invoke = new("the API to invoke", "ApiId Stage StripBasePath");

    private static readonly ObjectKind s_condition = new("the condition", "MatchBasePaths MatchHeaders");

    private static readonly ObjectKind s_any = new("the match", "AnyOf");

    private static readonly ObjectKind s_header = new("the header", "Header ValueGlob");

    public static ResourceType Type { get; } = new(
        "AWS::ApiGatewayV2::RoutingRule", new ObjectKind("the routing rule", "DomainNameArn Priority Conditions Actions"), ["DomainNameArn", "Priority", "Conditions", "Actions"], Create)
    {
        Replacing = ["DomainNameArn"],
        Update = Update,
        Delete = static removal =>
        {
            var (name, id) = DomainOf(removal.Text("DomainNameArn"));
            return removal.Apply(account => RoutingRules.DeleteRoutingRule(account, name, id, RuleOf(removal.PhysicalId)));
        },
        Read = Read,
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var (name, id) = DomainOf(context.Properties.Text("DomainNameArn"));
        var request = Said(context);
        return context.Run.Reading.HasFaultIn(context.Resource.Path)
            || context.Apply(account => RoutingRules.CreateRoutingRule(account, name, id, request, context.Operations)) is not { } rule
            ? null
            : Value(context.Run.Account, Domains.Find(context.Run.Account, name, id)!, rule);
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var (name, id) = DomainOf(context.Properties.Text("DomainNameArn"));
        var request = Said(context);
        return context.Run.Reading.HasFaultIn(context.Resource.Path)
            || context.Apply(account => RoutingRules.PutRoutingRule(account, name, id, RuleOf(context.PhysicalId), request)) is not { } rule
            ? null
            : Value(context.Run.Account, Domains.Find(context.Run.Account, name, id)!, rule);
    }

    private static RoutingRules.RoutingRuleRequest Said(ResourceContext context)
    {
        var properties = context.Properties;
        var conditions = ImmutableArray.CreateBuilder<RoutingRuleCondition>();
        foreach (var condition in Sections(context, properties, "Conditions", s_condition))
        {
            var headers = condition.Object("MatchHeaders", s_any) is { } any
                ? Sections(context, any, "AnyOf", s_header).Select(static header => new RoutingRuleHeader { Header = header.Text("Header") ?? "", ValueGlob = header.Text("ValueGlob") ?? "" })
                : [];
            conditions.Add(new RoutingRuleCondition { MatchHeaders = [.. headers], MatchBasePaths = condition.Object("MatchBasePaths", s_any)?.Texts("AnyOf") ?? [] });
        }

        var actions = ImmutableArray.CreateBuilder<RoutingRuleAction>();
        foreach (var action in Sections(context, properties, "Actions", s_action))
        {
            if (action.Object("InvokeApi", s_invoke) is { } invoke)
            {
                actions.Add(new RoutingRuleAction { ApiId = invoke.Text("ApiId") ?? "", Stage = invoke.Text("Stage") ?? "", StripBasePath = invoke.Boolean("StripBasePath") ?? false });
            }
        }

        return new RoutingRules.RoutingRuleRequest(properties.Integer("Priority") ?? 0, conditions.ToImmutable(), actions.ToImmutable());
    }

    private static List<Section> Sections(ResourceContext context, Section section, string property, ObjectKind kind)
    {
        var sections = new List<Section>();
        var items = section.Items(property) ?? [];
        for (var i = 0; i < items.Count; i++)
        {
            if (Section.Open(context.Run.Reading, items[i], DocumentPath.Append(section.PathOf(property), i), kind) is { } item)
            {
                sections.Add(item);
            }
        }

        return sections;
    }

    private static ResourceValue Value(Account account, DomainName domain, RoutingRule rule)
    {
        var arn = DomainTargets.Arn(account, domain, rule);
        return new ResourceValue(arn, ("RoutingRuleArn", arn), ("RoutingRuleId", rule.RoutingRuleId));
    }

    private static string? Read(Account account, DeployedResource resource)
    {
        var (name, id) = DomainOf(resource.Text("DomainNameArn"));
        return OwnDefinition.Of(Domains.Find(account, name, id)?.RoutingRules.GetValueOrDefault(RuleOf(resource.PhysicalId)), DefinitionJson.WriteDomainNamesRoutingRuleRow);
    }

    // arn:aws:apigateway:region::/domainnames/name, or …/name+id of a private one.
    private static (string Name, string? Id) DomainOf(string? arn)
    {
        var at = arn?.IndexOf(DomainNames, StringComparison.Ordinal) ?? -1;
        var key = at < 0 ? arn ?? "" : arn![(at + DomainNames.Length)..];
        return key.Split('+', 2) is [var name, var id] ? (name, id) : (key, null);
    }

    private static string RuleOf(string arn) => arn[(arn.IndexOf(Rules, StringComparison.Ordinal) + Rules.Length)..];
}
