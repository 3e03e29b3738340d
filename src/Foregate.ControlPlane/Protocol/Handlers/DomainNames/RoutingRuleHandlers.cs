// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.DomainNames;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions;
using Foregate.Definitions.DomainNames;

namespace Foregate.ControlPlane.Protocol.Handlers.DomainNames;

/// <summary>Which REST APIs answer requests of domain names by their headers and base path, on the wire of the second interface.</summary>
internal static class RoutingRuleHandlers
{
    public static HandlerResult Create(HandlerCall call) => Answer(
        call, RoutingRules.CreateRoutingRule(call.Account, call.Text("DomainName"), call.Input.GetText("DomainNameId"), Read(call.Input), call.Context));

    public static HandlerResult Get(HandlerCall call) => Answer(
        call, RoutingRules.GetRoutingRule(call.Account, call.Text("DomainName"), call.Input.GetText("DomainNameId"), call.Text("RoutingRuleId")));

    /// <summary>In the order in which they are tried.</summary>
    public static HandlerResult List(HandlerCall call)
    {
        if (Find(call) is not { } domain)
        {
            return AwsError.NoDomainNameV2();
        }

        var (page, error) = Paging.ByToken(
            domain.RoutingRules.Values.OrderBy(static rule => rule.Priority),
            static rule => rule.Priority.ToString("D7", CultureInfo.InvariantCulture),
            call.Input.GetText("NextToken"), call.Input["MaxResults"]?.ToString());
        return error is not null
            ? error
            : call.Answer(WireValue.Structure(("NextToken", page!.Next), ("RoutingRules", WireValue.List(page.Items.Select(rule => Wire(call.Account, domain, rule))))));
    }

    public static HandlerResult Put(HandlerCall call) => Answer(
        call, RoutingRules.PutRoutingRule(call.Account, call.Text("DomainName"), call.Input.GetText("DomainNameId"), call.Text("RoutingRuleId"), Read(call.Input)));

    public static HandlerResult Delete(HandlerCall call) => HandlerCall.Answer(
        RoutingRules.DeleteRoutingRule(call.Account, call.Text("DomainName"), call.Input.GetText("DomainNameId"), call.Text("RoutingRuleId")), static _ => WireValue.Empty);

    private static DomainName? Find(HandlerCall call) => Domains.Find(call.Account, call.Text("DomainName"), call.Input.GetText("DomainNameId"));

    private static HandlerResult Answer(HandlerCall call, OperationResult<RoutingRule> result) => HandlerCall.Answer(result, rule => Wire(call.Account, Find(call)!, rule));

    private static RoutingRules.RoutingRuleRequest Read(WireValue said) => new(
        said.GetInteger("Priority")!.Value,
        [
            .. said["Conditions"]!.Items.Select(static condition => new RoutingRuleCondition
            {
                MatchHeaders = condition["MatchHeaders"]?["AnyOf"] is { } headers
                    ? [.. headers.Items.Select(static header => new RoutingRuleHeader { Header = header.GetText("Header")!, ValueGlob = header.GetText("ValueGlob")! })]
                    : [],
                MatchBasePaths = condition["MatchBasePaths"]?.GetTexts("AnyOf") ?? [],
            }),
        ],
        [
            .. said["Actions"]!.Items.Select(static action => action["InvokeApi"]!).Select(static api => new RoutingRuleAction
            {
                ApiId = api.GetText("ApiId")!, Stage = api.GetText("Stage")!, StripBasePath = api.GetBoolean("StripBasePath") ?? false,
            }),
        ]);

    private static WireValue Wire(Account account, DomainName domain, RoutingRule rule) => WireValue.Structure(
        ("Actions", WireValue.List(rule.Actions.Select(static action => WireValue.Structure(
            ("InvokeApi", WireValue.Structure(("ApiId", action.ApiId), ("Stage", action.Stage), ("StripBasePath", action.StripBasePath))))))),
        ("Conditions", WireValue.List(rule.Conditions.Select(Wire))),
        ("Priority", (long)rule.Priority),
        ("RoutingRuleArn", DomainTargets.Arn(account, domain, rule)),
        ("RoutingRuleId", rule.RoutingRuleId));

    private static WireValue Wire(RoutingRuleCondition condition) => condition.MatchBasePaths.IsEmpty
        ? WireValue.Structure(("MatchHeaders", WireValue.Structure(
            ("AnyOf", WireValue.List(condition.MatchHeaders.Select(static header => WireValue.Structure(("Header", header.Header), ("ValueGlob", header.ValueGlob))))))))
        : WireValue.Structure(("MatchBasePaths", WireValue.Structure(("AnyOf", WireValue.List(condition.MatchBasePaths)))));
}
