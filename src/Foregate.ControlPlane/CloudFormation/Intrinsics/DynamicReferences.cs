// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Intrinsics;

/// <summary>
/// <c>{{resolve:ssm:name}}</c> in texts: the value of a parameter in Systems Manager's parameter store, looked up anew whenever the resource is made or changed.
/// Secrets are kept elsewhere on AWS, and are refused.
/// </summary>
internal static class DynamicReferences
{
    private const string Open = "{{resolve:";

    /// <summary>The tree with values in the place of references; <see langword="null"/> after a fault.</summary>
    public static DocumentNode? Resolve(Evaluator evaluator, DocumentNode node, string path)
    {
        switch (node.Kind)
        {
            case NodeKind.String when node.Text.Contains(Open, StringComparison.Ordinal):
                return Text(evaluator, node, path) is { } text ? Call.Text(text, node.Location) : null;
            case NodeKind.Sequence:
                var items = node.Items.Select((item, i) => Resolve(evaluator, item, DocumentPath.Append(path, i))).ToList();
                return items.Contains(null) ? null : items.SequenceEqual(node.Items) ? node : DocumentNode.Sequence(items!, node.Location);
            case NodeKind.Mapping:
                var entries = new List<DocumentEntry>(node.Entries.Count);
                var isSame = true;
                foreach (var entry in node.Entries)
                {
                    if (Resolve(evaluator, entry.Value, DocumentPath.Append(path, entry.Key)) is not { } value)
                    {
                        return null;
                    }

                    isSame &= ReferenceEquals(value, entry.Value);
                    entries.Add(entry with { Value = value });
                }

                return isSame ? node : DocumentNode.Mapping(entries, node.Location);
            default:
                return node;
        }
    }

    private static string? Text(Evaluator evaluator, DocumentNode node, string path)
    {
        var text = node.Text;
        for (var at = text.IndexOf(Open, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Open, at, StringComparison.Ordinal))
        {
            var end = text.IndexOf("}}", at, StringComparison.Ordinal);
            var inner = end < 0 ? "" : text[(at + Open.Length)..end];
            if (!inner.StartsWith("ssm:", StringComparison.Ordinal))
            {
                evaluator.Reading.Fault(node.Location, path, $"{{{{resolve:{inner}}}}} asks for a secret of a service that is not here.", "Make it a parameter with NoEcho, and give its value when you deploy.");
                return null;
            }

            // Its version may follow.
            var name = inner["ssm:".Length..];
            if (evaluator.Scope.SystemParameter(name) is not { } value)
            {
                evaluator.Reading.Fault(node.Location, path, $"Unable to fetch parameters [{name}] from parameter store for this account.", "Put it with aws ssm put-parameter, or name another one.");
                return null;
            }

            text = string.Concat(text.AsSpan(0, at), value, text.AsSpan(end + 2));
            at += value.Length;
        }

        return text;
    }
}
