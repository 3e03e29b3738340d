// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.Frame;

/// <summary>Recognises intrinsic functions in a tree that is being transformed.</summary>
internal static class Intrinsic
{
    /// <summary>A mapping whose only key is Ref, Condition or starts with Fn::.</summary>
    public static bool Is(SamNode? node) => node is { IsMap: true, Count: 1 } && (node.Keys[0] is "Ref" or "Condition" || node.Keys[0].StartsWith("Fn::", StringComparison.Ordinal));

    public static bool IsIf(SamNode? node) => Is(node) && node!.Has("Fn::If");

    public static bool IsNoValue(SamNode? node) => Is(node) && node!["Ref"] is { IsText: true, Text: "AWS::NoValue" };

    /// <summary>The logical id behind a Ref or Fn::GetAtt.</summary>
    public static string? LogicalId(SamNode? node)
    {
        if (!Is(node))
        {
            return null;
        }

        if (node!["Ref"] is { IsText: true } name)
        {
            return name.Text;
        }

        return node["Fn::GetAtt"] switch
        {
            { IsList: true, Count: 2 } list when list.Items[0].IsText => list.Items[0].Text,
            { IsText: true } text when text.Text.Split('.') is [var id, _] => id,
            _ => null,
        };
    }

    /// <summary>The three arguments of an Fn::If.</summary>
    public static (SamNode Condition, SamNode Then, SamNode Otherwise) If(SamNode node, string property) =>
        node["Fn::If"] is { IsList: true, Count: 3 } list
            ? (list.Items[0], list.Items[1], list.Items[2])
            : throw new SamRefusal(node, $"Malformed '{property}' property: Fn::If requires 3 arguments.", "Write a condition and two values.");
}
