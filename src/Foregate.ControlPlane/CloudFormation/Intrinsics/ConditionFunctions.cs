// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Intrinsics;

/// <summary>What conditions are made of, and <c>Fn::If</c>, which uses them.</summary>
internal static class ConditionFunctions
{
    public static DocumentNode? If(Evaluator evaluator, DocumentEntry call, string path)
    {
        if (call.Value is not { Kind: NodeKind.Sequence, Items: [{ Kind: NodeKind.String } condition, var yes, var no] })
        {
            evaluator.Reading.Fault(call.KeyLocation, path, "Fn::If takes the name of a condition and two values.", "Write Fn::If: [Condition, value, value].");
            return null;
        }

        if (!evaluator.Scope.Conditions.TryGetValue(condition.Text, out var holds))
        {
            evaluator.Reading.Fault(condition.Location, path, $"Unresolved condition {condition.Text}.", "Define it under Conditions.");
            return null;
        }

        return evaluator.Evaluate(holds ? yes : no, DocumentPath.Append(path, holds ? 1 : 2));
    }

    /// <summary>Decides every condition of the template, each before those that use it.</summary>
    public static void Decide(Evaluator evaluator, DocumentNode conditions, string path)
    {
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in conditions.Entries)
        {
            Decide(entry);
        }

        bool Decide(DocumentEntry entry)
        {
            if (evaluator.Scope.Conditions.TryGetValue(entry.Key, out var known))
            {
                return known;
            }

            var below = DocumentPath.Append(path, entry.Key);
            if (!open.Add(entry.Key))
            {
                evaluator.Reading.Fault(entry.KeyLocation, below, $"Circular condition dependency: {string.Join(", ", open)}.", "Break the circle.");
                return evaluator.Scope.Conditions[entry.Key] = false;
            }

            var holds = Holds(entry.Value, below);
            open.Remove(entry.Key);
            return evaluator.Scope.Conditions[entry.Key] = holds;
        }

        bool Holds(DocumentNode node, string at)
        {
            if (node is not { Kind: NodeKind.Mapping, Entries: [var call] })
            {
                return Invalid(node.Location, at);
            }

            at = DocumentPath.Append(at, call.Key);
            switch (call.Key)
            {
                case "Condition" when conditions.TryGet(call.Value.Text, out var other):
                    return Decide(other);
                case "Condition":
                    evaluator.Reading.Fault(call.Value.Location, at, $"Unresolved condition {call.Value.Text}.", "Define it under Conditions.");
                    return false;
                case "Fn::Not" when call.Value is { Kind: NodeKind.Sequence, Items: [var inner] }:
                    return !Holds(inner, at);
                case "Fn::And" when Several(call.Value):
                    return call.Value.Items.Select((item, i) => Holds(item, DocumentPath.Append(at, i))).ToList().TrueForAll(holds => holds);
                case "Fn::Or" when Several(call.Value):
                    return call.Value.Items.Select((item, i) => Holds(item, DocumentPath.Append(at, i))).ToList().Exists(holds => holds);
                case "Fn::Equals" when call.Value is { Kind: NodeKind.Sequence, Items: [var left, var right] }:
                    return evaluator.Evaluate(left, at) is { } one && evaluator.Evaluate(right, at) is { } two && AreEqual(one, two);
                default:
                    return Invalid(call.KeyLocation, at);
            }
        }

        static bool Several(DocumentNode list) => list.Kind == NodeKind.Sequence && list.Items.Count is >= 2 and <= 10;

        bool Invalid(SourceLocation location, string at)
        {
            evaluator.Reading.Fault(
                location, at, "This is no condition.", "Write Fn::Equals: [a, b], Fn::And or Fn::Or with two to ten conditions, Fn::Not: [condition], or Condition: Name.");
            return false;
        }
    }

    private static bool AreEqual(DocumentNode left, DocumentNode right) =>
        PlainFunctions.IsText(left) && PlainFunctions.IsText(right) ? left.Text == right.Text : JsonText.Of(left) == JsonText.Of(right);
}
