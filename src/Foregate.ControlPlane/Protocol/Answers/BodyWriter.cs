// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.Json;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Answers;

/// <summary>Writes values as JSON, in the form of their shapes.</summary>
internal static class BodyWriter
{
    public static void Write(Utf8JsonWriter writer, Shape shape, WireValue value, TimestampFormat format)
    {
        switch (shape.Type)
        {
            case ShapeType.Structure:
                writer.WriteStartObject();
                foreach (var member in shape.Members)
                {
                    if (member.Location == MemberLocation.Body && value[member.Name] is { } said)
                    {
                        writer.WritePropertyName(member.WireName);
                        Write(writer, member.Shape, said, member.TimestampFormat);
                    }
                }

                writer.WriteEndObject();
                break;
            case ShapeType.List:
                writer.WriteStartArray();
                foreach (var item in value.Items)
                {
                    Write(writer, shape.Element!, item, shape.Element!.TimestampFormat);
                }

                writer.WriteEndArray();
                break;
            case ShapeType.Map:
                writer.WriteStartObject();
                foreach (var (key, item) in value.Entries)
                {
                    writer.WritePropertyName(key);
                    Write(writer, shape.Element!, item, shape.Element!.TimestampFormat);
                }

                writer.WriteEndObject();
                break;
            case ShapeType.Document:
                Document(writer, value);
                break;
            default:
                Scalar(writer, value, format);
                break;
        }
    }

    private static void Scalar(Utf8JsonWriter writer, WireValue value, TimestampFormat format)
    {
        switch (value.Kind)
        {
            case WireKind.Text:
                writer.WriteStringValue(value.Text);
                break;
            case WireKind.Boolean:
                writer.WriteBooleanValue(value.Boolean);
                break;
            case WireKind.Integer:
                writer.WriteNumberValue(value.Integer);
                break;
            case WireKind.Number when double.IsFinite(value.Number):
                writer.WriteNumberValue(value.Number);
                break;
            case WireKind.Number:
                writer.WriteStringValue(value.Number.ToString(CultureInfo.InvariantCulture));
                break;
            case WireKind.Bytes:
                writer.WriteBase64StringValue(value.Bytes.Span);
                break;
            // A content type without a template, in the map of them.
            case WireKind.Null:
                writer.WriteNullValue();
                break;
            case WireKind.Time when format is TimestampFormat.ByPlace or TimestampFormat.UnixTimestamp:
                writer.WriteNumberValue(WireTime.Seconds(value.Time));
                break;
            case WireKind.Time:
                writer.WriteStringValue(WireTime.Text(value.Time, format));
                break;
            default:
                throw new InvalidOperationException($"A {value.Kind} is no scalar.");
        }
    }

    private static void Document(Utf8JsonWriter writer, WireValue value)
    {
        switch (value.Kind)
        {
            case WireKind.Null:
                writer.WriteNullValue();
                break;
            case WireKind.List:
                writer.WriteStartArray();
                foreach (var item in value.Items)
                {
                    Document(writer, item);
                }

                writer.WriteEndArray();
                break;
            case WireKind.Map:
                writer.WriteStartObject();
                foreach (var (key, item) in value.Entries)
                {
                    writer.WritePropertyName(key);
                    Document(writer, item);
                }

                writer.WriteEndObject();
                break;
            default:
                Scalar(writer, value, TimestampFormat.UnixTimestamp);
                break;
        }
    }
}
