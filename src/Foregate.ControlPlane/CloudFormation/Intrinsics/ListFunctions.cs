// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Intrinsics;

/// <summary>Functions that make, join, split and look into lists and mappings.</summary>
internal static class ListFunctions
{
    public static DocumentNode? Join(DocumentNode arguments) =>
        arguments is { Kind: NodeKind.Sequence, Items: [var separator, { Kind: NodeKind.Sequence } list] } && PlainFunctions.IsText(separator) && list.Items.All(PlainFunctions.IsText)
            ? Call.Text(string.Join(separator.Text, list.Items.Select(item => item.Text)), arguments.Location)
            : null;

    public static DocumentNode? Split(DocumentNode arguments) =>
        arguments is { Kind: NodeKind.Sequence, Items: [{ Text.Length: > 0 } separator, var text] } && PlainFunctions.IsText(separator) && PlainFunctions.IsText(text)
            ? DocumentNode.Sequence([.. text.Text.Split(separator.Text).Select(part => Call.Text(part, text.Location))], arguments.Location)
            : null;

    public static DocumentNode? Select(DocumentNode arguments) =>
        arguments is { Kind: NodeKind.Sequence, Items: [var index, { Kind: NodeKind.Sequence } list] }
        && int.TryParse(index.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at < list.Items.Count
            ? list.Items[at]
            : null;

    public static DocumentNode? Length(DocumentNode list) => list.Kind == NodeKind.Sequence
        ? DocumentNode.Scalar(NodeKind.Number, list.Items.Count.ToString(CultureInfo.InvariantCulture), ScalarStyle.Plain, list.Location)
        : null;

    /// <summary>Three zones, as most regions have: none is really there.</summary>
    public static DocumentNode? GetAZs(Scope scope, DocumentNode region)
    {
        if (!PlainFunctions.IsText(region))
        {
            return null;
        }

        var name = region.Text.Length == 0 ? scope.Region : region.Text;
        return DocumentNode.Sequence([.. "abc".Select(zone => Call.Text($"{name}{zone}", region.Location))], region.Location);
    }

    public static DocumentNode? FindInMap(Evaluator evaluator, DocumentEntry call, string path)
    {
        if (call.Value.Kind != NodeKind.Sequence || call.Value.Items.Count is < 3 or > 4)
        {
            evaluator.Reading.Fault(call.KeyLocation, path, "Fn::FindInMap takes a mapping's name and two keys.", "Write Fn::FindInMap: [Mapping, key, key].");
            return null;
        }

        var keys = new string[3];
        for (var i = 0; i < keys.Length; i++)
        {
            if (evaluator.Evaluate(call.Value.Items[i], DocumentPath.Append(path, i)) is not { } key)
            {
                return null;
            }

            if (!PlainFunctions.IsText(key))
            {
                evaluator.Reading.Fault(key.Location, path, "A key of Fn::FindInMap must be known before resources are made.", "Use a text, a parameter or a pseudo parameter.");
                return null;
            }

            keys[i] = key.Text;
        }

        if (evaluator.Scope.Mappings is { } mappings
            && mappings.TryGet(keys[0], out var mapping) && mapping.Value.TryGet(keys[1], out var second) && second.Value.TryGet(keys[2], out var found))
        {
            return found.Value;
        }

        if (call.Value.Items.Count == 4 && call.Value.Items[3].TryGet("DefaultValue", out var otherwise))
        {
            return evaluator.Evaluate(otherwise.Value, DocumentPath.Append(path, 3));
        }

        evaluator.Reading.Fault(
            call.KeyLocation, path, $"Unable to get mapping for {keys[0]}::{keys[1]}::{keys[2]}.", "Add the keys to the mapping, or give Fn::FindInMap a DefaultValue.");
        return null;
    }
}
