// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Texts;

namespace Foregate.ControlPlane.OpenApi.Reading;

/// <summary>A part of a document as a JSON tree of its own. Aliases are written out, so there is a limit to how much may come of it.</summary>
internal static class DocumentJson
{
    /// <summary>Characters of text that the parts of one document may come to.</summary>
    public const long Limit = 128 << 20;

    /// <summary><see langword="null"/> when <paramref name="budget"/> does not suffice; what is used up is taken off it.</summary>
    public static JsonNode? Of(DocumentNode node, ref long budget)
    {
        budget -= 8 + node.Text.Length;
        if (budget < 0)
        {
            return null;
        }

        switch (node.Kind)
        {
            case NodeKind.Mapping:
                var map = new JsonObject();
                foreach (var entry in node.Entries)
                {
                    budget -= entry.Key.Length;
                    map[entry.Key] = Of(entry.Value, ref budget);
                }

                return budget < 0 ? null : map;
            case NodeKind.Sequence:
                var list = new JsonArray();
                foreach (var item in node.Items)
                {
                    list.Add(Of(item, ref budget));
                }

                return budget < 0 ? null : list;
            case NodeKind.Boolean:
                return bool.Parse(node.Text);
            case NodeKind.Number:
                return Number(node.Text);
            case NodeKind.Null:
                return null;
            default:
                return node.Text;
        }
    }

    // As it is spelled, where JSON spells it so, too.
    private static JsonNode Number(string text)
    {
        if (JsonText.Parse(text) is { } number && number.GetValueKind() == JsonValueKind.Number)
        {
            return number;
        }

        if (text.StartsWith("0x", StringComparison.Ordinal) && long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex))
        {
            return hex;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : text;
    }
}
