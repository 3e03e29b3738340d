// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Requests;

/// <summary>Reads JSON as its shape says. Members that no shape knows are skipped, of a name that comes twice the last counts, as AWS does.</summary>
internal static class BodyReader
{
    // Deep enough for every shape; a document is bounded by it, too.
    private const int Depth = 64;

    /// <exception cref="WireFormatException">It is no JSON, or not as the shape says.</exception>
    public static WireValue Read(ReadOnlySpan<byte> json, Shape shape)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Depth });
        try
        {
            reader.Read();
            var value = reader.TokenType == JsonTokenType.Null && shape.Type == ShapeType.Structure ? WireValue.Empty : Value(ref reader, shape, TimestampFormat.ByPlace);
            if (reader.Read())
            {
                throw new WireFormatException(ProtocolError.NotJson("something follows the document"));
            }

            return value;
        }
        catch (JsonException fault)
        {
            throw new WireFormatException(ProtocolError.NotJson(Place(fault)));
        }
    }

    private static string Place(JsonException fault) => $"at line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}";

    private static WireValue Value(ref Utf8JsonReader reader, Shape shape, TimestampFormat format) => shape.Type switch
    {
        ShapeType.Structure => Structure(ref reader, shape),
        ShapeType.List => List(ref reader, shape),
        ShapeType.Map => Map(ref reader, shape),
        ShapeType.Document => Document(ref reader),
        ShapeType.String => reader.TokenType == JsonTokenType.String ? Text(ref reader)! : throw Wrong(ref reader, "String"),
        ShapeType.Boolean => reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.GetBoolean() : throw Wrong(ref reader, "Boolean"),
        ShapeType.Integer => Integer(ref reader, int.MinValue, int.MaxValue, "Integer"),
        ShapeType.Long => Integer(ref reader, long.MinValue, long.MaxValue, "Long"),
        ShapeType.Float or ShapeType.Double => Number(ref reader),
        ShapeType.Timestamp => Time(ref reader, format),
        _ => reader.TokenType == JsonTokenType.String && ScalarReader.TryBase64(Text(ref reader), out var bytes) ? WireValue.Of(bytes) : throw Wrong(ref reader, "ByteBuffer"),
    };

    private static WireValue Structure(ref Utf8JsonReader reader, Shape shape)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Unexpected(ref reader, "a structure");
        }

        var members = new Dictionary<string, WireValue>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = shape.FindInBody(Text(ref reader));
            reader.Read();
            if (member is null)
            {
                reader.Skip();
            }
            else if (reader.TokenType == JsonTokenType.Null && member.Shape.Type != ShapeType.Document)
            {
                members.Remove(member.Name);
            }
            else
            {
                members[member.Name] = Value(ref reader, member.Shape, member.TimestampFormat);
            }
        }

        return WireValue.Map(members);
    }

    private static WireValue List(ref Utf8JsonReader reader, Shape shape)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new WireFormatException(ProtocolError.Serialization("Unrecognized collection type " + (JavaClass(reader.TokenType) is { } name ? "class " + name : "")));
        }

        var items = new List<WireValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(reader.TokenType == JsonTokenType.Null ? WireValue.Null : Value(ref reader, shape.Element!, shape.Element!.TimestampFormat));
        }

        return WireValue.List(items);
    }

    private static WireValue Map(ref Utf8JsonReader reader, Shape shape)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Unexpected(ref reader, "a map");
        }

        var entries = new OrderedDictionary<string, WireValue>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = Text(ref reader);
            reader.Read();
            entries[key] = reader.TokenType == JsonTokenType.Null && shape.Element!.Type != ShapeType.Document
                ? WireValue.Null
                : Value(ref reader, shape.Element!, shape.Element!.TimestampFormat);
        }

        return WireValue.Map(entries);
    }

    private static WireValue Document(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return Text(ref reader)!;
            case JsonTokenType.True or JsonTokenType.False:
                return reader.GetBoolean();
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var integer) ? integer : reader.GetDouble();
            case JsonTokenType.StartArray:
                var items = new List<WireValue>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Document(ref reader));
                }

                return WireValue.List(items);
            case JsonTokenType.StartObject:
                var entries = new OrderedDictionary<string, WireValue>(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var key = Text(ref reader);
                    reader.Read();
                    entries[key] = Document(ref reader);
                }

                return WireValue.Map(entries);
            default:
                return WireValue.Null;
        }
    }

    // A fraction is cut off, as AWS does; what does not fit is refused.
    private static WireValue Integer(ref Utf8JsonReader reader, long minimum, long maximum, string name)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw Wrong(ref reader, name);
        }

        if (!reader.TryGetInt64(out var value))
        {
            if (!reader.TryGetDecimal(out var number) || decimal.Truncate(number) is < long.MinValue or > long.MaxValue)
            {
                throw Wrong(ref reader, name);
            }

            value = (long)decimal.Truncate(number);
        }

        return value >= minimum && value <= maximum ? value : throw Wrong(ref reader, name);
    }

    private static WireValue Number(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number) && double.IsFinite(number))
        {
            return number;
        }

        return reader.TokenType == JsonTokenType.String && Text(ref reader) is "NaN" or "Infinity" or "-Infinity" && ScalarReader.TryNumber(Text(ref reader), out number)
            ? number
            : throw Wrong(ref reader, "Double");
    }

    private static WireValue Time(ref Utf8JsonReader reader, TimestampFormat format)
    {
        if (format is TimestampFormat.ByPlace or TimestampFormat.UnixTimestamp)
        {
            return reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var seconds) && WireTime.TryFromSeconds(seconds, out var instant)
                ? instant
                : throw Wrong(ref reader, "Date");
        }

        return reader.TokenType == JsonTokenType.String && WireTime.TryParse(Text(ref reader), format, out var time) ? time : throw Wrong(ref reader, "Date");
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new WireFormatException(ProtocolError.NotJson("a text is not UTF-8"));
        }
    }

    private static WireFormatException Wrong(ref Utf8JsonReader reader, string wanted) => JavaClass(reader.TokenType) is { } name
        ? new(ProtocolError.NotConvertible(name, wanted))
        : Unexpected(ref reader, "a " + wanted);

    private static WireFormatException Unexpected(ref Utf8JsonReader reader, string wanted) => new(ProtocolError.Serialization(reader.TokenType switch
    {
        JsonTokenType.StartObject => "Start of structure or map found where not expected.",
        JsonTokenType.StartArray => "Start of list found where not expected",
        var token => $"Expected {wanted}, found {(JavaClass(token) is { } name ? "class " + name : "null")}",
    }));

    private static string? JavaClass(JsonTokenType token) => token switch
    {
        JsonTokenType.True or JsonTokenType.False => "java.lang.Boolean",
        JsonTokenType.Number => "com.amazon.coral.value.json.numbers.TruncatingBigNumber",
        JsonTokenType.String => "java.lang.String",
        _ => null,
    };
}
