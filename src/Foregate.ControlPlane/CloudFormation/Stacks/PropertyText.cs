// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Stacks;

/// <summary>Properties as JSON that is the same for the same properties: keys in order, scalars as texts, since CloudFormation takes 5 for "5".</summary>
internal static class PropertyText
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(DocumentNode properties)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, s_options))
        {
            Write(writer, properties);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>The names of the outermost properties that are not the same in both.</summary>
    /// <param name="isTagged">Whether the tags are others in any case, since those of the stack are.</param>
    public static List<string> Differences(string before, string after, bool isTagged = false)
    {
        using var one = JsonDocument.Parse(before.Length == 0 ? "{}" : before);
        using var two = JsonDocument.Parse(after.Length == 0 ? "{}" : after);
        var names = new List<string>();
        foreach (var property in one.RootElement.EnumerateObject())
        {
            if (!two.RootElement.TryGetProperty(property.Name, out var now) || !JsonElement.DeepEquals(property.Value, now))
            {
                names.Add(property.Name);
            }
        }

        foreach (var property in two.RootElement.EnumerateObject())
        {
            if (!one.RootElement.TryGetProperty(property.Name, out _))
            {
                names.Add(property.Name);
            }
        }

        if (isTagged && !names.Contains("Tags"))
        {
            names.Add("Tags");
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    private static void Write(Utf8JsonWriter writer, DocumentNode node)
    {
        switch (node.Kind)
        {
            case NodeKind.Mapping:
                writer.WriteStartObject();
                foreach (var entry in node.Entries.OrderBy(static entry => entry.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(entry.Key);
                    Write(writer, entry.Value);
                }

                writer.WriteEndObject();
                break;
            case NodeKind.Sequence:
                writer.WriteStartArray();
                foreach (var item in node.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case NodeKind.Null:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteStringValue(node.Kind == NodeKind.Boolean ? node.Text.ToLowerInvariant() : node.Text);
                break;
        }
    }
}
