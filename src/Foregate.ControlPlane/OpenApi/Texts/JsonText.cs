// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Foregate.ControlPlane.OpenApi.Texts;

/// <summary>Writes and reads JSON trees as AWS lays them out: two spaces, <c>"name" : value</c>, lists on one line.</summary>
internal static class JsonText
{
    /// <summary>As deep as documents may nest, and some levels for what stands around a schema.</summary>
    private const int Depth = 256;

    private static readonly JsonDocumentOptions s_reading = new() { MaxDepth = Depth };

    /// <summary>The tree of a text; <see langword="null"/> when it is none.</summary>
    public static JsonNode? Parse(string text)
    {
        try
        {
            var node = JsonNode.Parse(text, documentOptions: s_reading);
            // Read through once: names that stand there twice are found only then.
            return node is not null && Touch(node) ? node : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node, 0);
        return text.ToString();
    }

    /// <summary>A JSON string, quotes included, which means the same in YAML.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' or (>= '\u007f' and <= '\u009f') or '\u2028' or '\u2029' or '\ufeff' or >= '\ufffe' =>
                    quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => quoted.Append(letter),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A number, boolean or null as it is spelled.</summary>
    public static string Scalar(JsonNode? node) => node switch
    {
        null => "null",
        _ when node.GetValueKind() == JsonValueKind.String => Quote(node.GetValue<string>()),
        _ => Compact(node),
    };

    /// <summary>Without any space.</summary>
    public static string Compact(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            node.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static bool Touch(JsonNode node)
    {
        try
        {
            return node switch
            {
                JsonObject map => map.All(static entry => entry.Value is null || Touch(entry.Value)),
                JsonArray list => list.All(static item => item is null || Touch(item)),
                _ => true,
            };
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Write(StringBuilder text, JsonNode? node, int level)
    {
        switch (node)
        {
            case JsonObject { Count: 0 }:
                text.Append("{ }");
                break;
            case JsonObject map:
                text.Append('{');
                foreach (var (index, (key, value)) in map.Index())
                {
                    NewLine(text.Append(index == 0 ? "" : ","), level + 1).Append(Quote(key)).Append(" : ");
                    Write(text, value, level + 1);
                }

                NewLine(text, level).Append('}');
                break;
            case JsonArray { Count: 0 }:
                text.Append("[ ]");
                break;
            case JsonArray list:
                text.Append("[ ");
                foreach (var (index, item) in list.Index())
                {
                    text.Append(index == 0 ? "" : ", ");
                    Write(text, item, level);
                }

                text.Append(" ]");
                break;
            default:
                text.Append(Scalar(node));
                break;
        }
    }

    private static StringBuilder NewLine(StringBuilder text, int level) => text.Append('\n').Append(' ', 2 * level);
}
