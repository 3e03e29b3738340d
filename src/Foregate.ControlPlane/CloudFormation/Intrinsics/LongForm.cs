// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Intrinsics;

/// <summary>Rewrites YAML's short form of functions (<c>!Sub text</c>) as the long one that JSON has too, so that one form is left to read.</summary>
internal sealed class LongForm(ReadingContext reading)
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "!Base64", "!Cidr", "!FindInMap", "!GetAtt", "!GetAZs", "!If", "!Equals", "!And", "!Or", "!Not", "!ImportValue", "!Join", "!Length", "!Select",
        "!Split", "!Sub", "!ToJsonString", "!Transform",
    };

    // Aliases share their node: it is rewritten once.
    private readonly Dictionary<DocumentNode, DocumentNode> _done = [];

    public DocumentNode Of(DocumentNode node, string path)
    {
        if (node.Tag is null && node.Kind is not (NodeKind.Mapping or NodeKind.Sequence))
        {
            return node;
        }

        if (!_done.TryGetValue(node, out var done))
        {
            _done[node] = done = Rewrite(node, path);
        }

        return done;
    }

    private DocumentNode Rewrite(DocumentNode node, string path)
    {
        var plain = node.Kind switch
        {
            NodeKind.Mapping => DocumentNode.Mapping(
                [.. node.Entries.Select(entry => entry with { Value = Of(entry.Value, DocumentPath.Append(path, entry.Key)) })], node.Location),
            NodeKind.Sequence => DocumentNode.Sequence([.. node.Items.Select((item, i) => Of(item, DocumentPath.Append(path, i)))], node.Location),
            _ => DocumentNode.Scalar(node.Kind, node.Text, node.Style, node.Location),
        };
        switch (node.Tag)
        {
            case null:
                return plain;
            case "!Ref":
                return Call.Make("Ref", plain, node.Location);
            case "!GetAtt" when plain.Kind == NodeKind.String && plain.Text.Split('.', 2) is [{ Length: > 0 } name, { Length: > 0 } attribute]:
                return Call.Make("Fn::GetAtt", DocumentNode.Sequence([Call.Text(name, plain.Location), Call.Text(attribute, plain.Location)], plain.Location), node.Location);
            case "!Condition":
                return Call.Make("Condition", plain, node.Location);
            case "!GetAtt" when plain.Kind == NodeKind.String && plain.Text.Split('.', 2) is [var resource, var attribute]:
                return Call.Make(
                    "Fn::GetAtt", DocumentNode.Sequence([Call.Text(resource, node.Location), Call.Text(attribute, node.Location)], node.Location), node.Location);
            case var tag when Known.Contains(tag):
                return Call.Make($"Fn::{tag[1..]}", plain, node.Location);
            default:
                reading.Fault(node.Location, path, $"There is no function {node.Tag}.", "Use a function that CloudFormation has, such as !Ref, !Sub or !GetAtt.");
                return plain;
        }
    }
}
