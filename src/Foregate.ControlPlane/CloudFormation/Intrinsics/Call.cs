// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Intrinsics;

/// <summary>Recognises and makes calls of intrinsic functions: mappings whose only key is <c>Ref</c> or starts with <c>Fn::</c>.</summary>
internal static class Call
{
    public static bool IsCall(DocumentNode node) =>
        node.Kind == NodeKind.Mapping && node.Entries.Count == 1 && IsName(node.Entries[0].Key);

    public static bool IsName(string key) => key == "Ref" || key.StartsWith("Fn::", StringComparison.Ordinal);

    /// <summary>Whether a call is in the tree, itself included.</summary>
    public static bool IsIn(DocumentNode node) => node.Kind switch
    {
        NodeKind.Mapping => IsCall(node) || node.Entries.Any(entry => IsIn(entry.Value)),
        NodeKind.Sequence => node.Items.Any(IsIn),
        _ => false,
    };

    public static DocumentNode Make(string name, DocumentNode arguments, SourceLocation location) =>
        DocumentNode.Mapping([new DocumentEntry(name, location, arguments)], location);

    public static DocumentNode Text(string text, SourceLocation location) =>
        DocumentNode.Scalar(NodeKind.String, text, ScalarStyle.Quoted, location);
}
