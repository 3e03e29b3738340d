// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Codecs;

/// <summary>What the readers of definitions share. Anything that is not exactly what a writer writes is refused: a store is not guessed at.</summary>
internal static class JsonInput
{
    internal delegate T Read<T>(ref Utf8JsonReader reader);

    /// <summary>Reads one value that fills the whole text.</summary>
    public static T Whole<T>(ReadOnlySpan<byte> json, Read<T> read)
    {
        var reader = new Utf8JsonReader(json);
        Next(ref reader);
        var value = read(ref reader);
        return reader.Read() ? throw new JsonException("something follows the value") : value;
    }

    /// <summary>The reader stands on the first token of the value; refuses anything but an object.</summary>
    public static void Begin(ref Utf8JsonReader reader, string type)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"{type} is not an object");
        }
    }

    /// <summary>Goes to the next member's name, or to the end of the object.</summary>
    public static bool Member(ref Utf8JsonReader reader)
    {
        Next(ref reader);
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    public static void Next(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            throw new JsonException("the text ends too early");
        }
    }

    public static JsonException Unknown(ref Utf8JsonReader reader, string type) => new($"{type} has a member '{reader.GetString()}' that this version does not know");

    public static JsonException UnknownName(ref Utf8JsonReader reader, string type) => new($"'{reader.GetString()}' is no {type} that this version knows");

    public static JsonException Missing(string type, string member) => new($"{type} has no '{member}'");

    public static string Text(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("a text was expected");

    public static bool Truth(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.GetBoolean() : throw new JsonException("true or false was expected");

    public static int Whole32(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) ? number : throw new JsonException("a whole number was expected");

    public static long Whole64(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : throw new JsonException("a whole number was expected");

    public static double Number(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number) ? number : throw new JsonException("a number was expected");

    public static DateTimeOffset Time(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time) ? time : throw new JsonException("a time was expected");

    public static ImmutableArray<T> Array<T>(ref Utf8JsonReader reader, Read<T> read)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("an array was expected");
        }

        var values = ImmutableArray.CreateBuilder<T>();
        for (Next(ref reader); reader.TokenType != JsonTokenType.EndArray; Next(ref reader))
        {
            values.Add(read(ref reader));
        }

        return values.DrainToImmutable();
    }

    public static ImmutableSortedDictionary<string, T> Map<T>(ref Utf8JsonReader reader, Read<T> read)
    {
        Begin(ref reader, "a map");
        var values = OrdinalMap.Empty<T>().ToBuilder();
        while (Member(ref reader))
        {
            var key = reader.GetString()!;
            Next(ref reader);
            values.Add(key, read(ref reader));
        }

        return values.ToImmutable();
    }

    public static ImmutableSortedDictionary<int, T> NumberedMap<T>(ref Utf8JsonReader reader, Read<T> read)
    {
        Begin(ref reader, "a map");
        var values = ImmutableSortedDictionary.CreateBuilder<int, T>();
        while (Member(ref reader))
        {
            if (!int.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key))
            {
                throw new JsonException($"'{reader.GetString()}' is no number");
            }

            Next(ref reader);
            values.Add(key, read(ref reader));
        }

        return values.ToImmutable();
    }
}
