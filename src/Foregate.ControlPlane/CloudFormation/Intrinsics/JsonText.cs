// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Intrinsics;

/// <summary><c>Fn::ToJsonString</c>: an object or a list as JSON without spaces.</summary>
internal static class JsonText
{
    public static DocumentNode? Evaluate(DocumentNode value) =>
        value.Kind is NodeKind.Mapping or NodeKind.Sequence ? Call.Text(Of(value), value.Location) : null;

    public static string Of(DocumentNode value)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(writer, value);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, DocumentNode node)
    {
        switch (node.Kind)
        {
            case NodeKind.Mapping:
                writer.WriteStartObject();
                foreach (var entry in node.Entries)
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
            case NodeKind.Boolean:
                writer.WriteBooleanValue(bool.Parse(node.Text));
                break;
            case NodeKind.Null:
                writer.WriteNullValue();
                break;
            case NodeKind.Number when IsJsonNumber(node.Text):
                writer.WriteRawValue(node.Text);
                break;
            default:
                writer.WriteStringValue(node.Text);
                break;
        }
    }

    // YAML also writes numbers as 0x1F or +1.
    private static bool IsJsonNumber(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
