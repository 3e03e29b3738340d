// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Reading;

/// <summary>The rules of a template: what its parameters must satisfy together.</summary>
internal static class TemplateRules
{
    private static readonly ObjectKind s_rules = ObjectKind.Map("the rules");

    private static readonly ObjectKind s_rule = new("a rule", "RuleCondition Assertions");

    private static readonly ObjectKind s_assertion = new("an assertion", "Assert AssertDescription");

    public static void Check(Section template, Evaluator evaluator)
    {
        var reading = evaluator.Reading;
        foreach (var entry in template.Object("Rules", s_rules)?.Entries() ?? [])
        {
            var path = DocumentPath.Append(template.PathOf("Rules"), entry.Key);
            if (Section.Open(reading, entry.Value, path, s_rule) is not { } rule)
            {
                continue;
            }

            var items = rule.Items("Assertions") ?? [];
            if (rule.Node("RuleCondition") is { } condition && !Holds(evaluator, condition, rule.PathOf("RuleCondition")))
            {
                continue;
            }

            for (var i = 0; i < items.Count; i++)
            {
                var at = DocumentPath.Append(rule.PathOf("Assertions"), i);
                var before = reading.Faults.Count;
                if (Section.Open(reading, items[i], at, s_assertion) is { } assertion && assertion.Node("Assert") is { } claim
                    && !Holds(evaluator, claim, assertion.PathOf("Assert")) && reading.Faults.Count == before)
                {
                    reading.Fault(items[i].Location, at, $"The rule {entry.Key} is broken: {assertion.Text("AssertDescription") ?? "its assertion does not hold"}.", "Give other values of parameters.");
                }
            }
        }
    }

    private static bool Holds(Evaluator evaluator, DocumentNode node, string path)
    {
        if (node is not { Kind: NodeKind.Mapping, Entries: [var call] })
        {
            return Invalid(evaluator, node.Location, path);
        }

        path = DocumentPath.Append(path, call.Key);
        var parts = call.Value.Kind == NodeKind.Sequence ? call.Value.Items : [];
        switch (call.Key)
        {
            case "Fn::Not" when parts.Count == 1:
                return !Holds(evaluator, parts[0], path);
            case "Fn::And" when parts.Count is >= 2 and <= 10:
                return parts.All(part => Holds(evaluator, part, path));
            case "Fn::Or" when parts.Count is >= 2 and <= 10:
                return parts.Any(part => Holds(evaluator, part, path));
            case "Fn::Equals" when parts.Count == 2:
                return evaluator.Text(parts[0], path) is { } left && left == evaluator.Text(parts[1], path);
            case "Fn::Contains" when parts.Count == 2:
                return Texts(evaluator, parts[0], path) is { } list && evaluator.Text(parts[1], path) is { } wanted && list.Contains(wanted);
            case "Fn::EachMemberEquals" when parts.Count == 2:
                return Texts(evaluator, parts[0], path) is { } members && evaluator.Text(parts[1], path) is { } value && members.TrueForAll(member => member == value);
            case "Fn::EachMemberIn" when parts.Count == 2:
                return Texts(evaluator, parts[0], path) is { } each && Texts(evaluator, parts[1], path) is { } all && each.TrueForAll(all.Contains);
            default:
                return Invalid(evaluator, call.KeyLocation, path);
        }
    }

    private static List<string>? Texts(Evaluator evaluator, DocumentNode node, string path)
    {
        if (node.TryGet("Fn::RefAll", out var call) || node.TryGet("Fn::ValueOfAll", out call) || node.TryGet("Fn::ValueOf", out call))
        {
            evaluator.Reading.Fault(call.KeyLocation, path, $"{call.Key} looks at what an AWS account has, which is not here.", "Take the rule out.");
            return null;
        }

        if (evaluator.Evaluate(node, path) is not { Kind: NodeKind.Sequence } list || !list.Items.All(PlainFunctions.IsText))
        {
            evaluator.Reading.Fault(node.Location, path, "This must be a list of texts.", "Write a list, or name a parameter that is one.");
            return null;
        }

        return [.. list.Items.Select(static item => item.Text)];
    }

    private static bool Invalid(Evaluator evaluator, SourceLocation location, string path)
    {
        evaluator.Reading.Fault(location, path, "This is no condition of a rule.", "Use Fn::And, Fn::Or, Fn::Not, Fn::Equals, Fn::Contains, Fn::EachMemberEquals or Fn::EachMemberIn.");
        return false;
    }
}
