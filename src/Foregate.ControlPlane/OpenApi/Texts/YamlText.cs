// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.OpenApi.Texts;

/// <summary>Writes a JSON tree as YAML as AWS does: every text in double quotes, keys plain where they can be, lists as far left as their key.</summary>
internal static class YamlText
{
    // Nothing of this means anything to YAML in the middle of a key.
    private static readonly SearchValues<char> s_plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./+${}^~()=;");

    private static readonly SearchValues<char> s_start = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_/$");

    public static string Write(JsonNode node)
    {
        var text = new StringBuilder("---");
        if (node is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
        {
            Block(text, node, 0, isInItem: false);
        }
        else
        {
            text.Append(' ').Append(Inline(node));
        }

        return text.Append('\n').ToString();
    }

    private static void Block(StringBuilder text, JsonNode node, int level, bool isInItem)
    {
        if (node is JsonObject map)
        {
            foreach (var (key, value) in map)
            {
                // What is first in a list's item stands beside its dash.
                if (!isInItem)
                {
                    text.Append('\n').Append(' ', 2 * level);
                }

                isInItem = false;
                Value(text.Append(Key(key)).Append(':'), value, level);
            }
        }
        else
        {
            foreach (var item in node.AsArray())
            {
                if (!isInItem)
                {
                    text.Append('\n').Append(' ', 2 * level);
                }

                isInItem = false;
                text.Append("- ");
                if (item is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
                {
                    Block(text, item, level + 1, isInItem: true);
                }
                else
                {
                    text.Append(Inline(item));
                }
            }
        }
    }

    private static void Value(StringBuilder text, JsonNode? value, int level)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 }:
                Block(text, value, level + 1, isInItem: false);
                break;
            case JsonArray { Count: > 0 }:
                Block(text, value, level, isInItem: false);
                break;
            default:
                text.Append(' ').Append(Inline(value));
                break;
        }
    }

    private static string Inline(JsonNode? node) => node switch
    {
        JsonObject => "{}",
        JsonArray => "[]",
        _ => JsonText.Scalar(node),
    };

    private static string Key(string key) =>
        key.Length > 0 && s_start.Contains(key[0]) && !key.AsSpan().ContainsAnyExcept(s_plain) && YamlScalars.Kind(key) == NodeKind.String
            && key.ToUpperInvariant() is not ("Y" or "N" or "YES" or "NO" or "ON" or "OFF")
            ? key
            : JsonText.Quote(key);
}
