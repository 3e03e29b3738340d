// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Foregate.ControlPlane.Codecs;

/// <summary>What the writers of definitions share.</summary>
internal static class JsonOutput
{
    // Nobody shows these bytes in a page: only what JSON itself asks for is escaped.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Bytes<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(bytes, s_options))
        {
            write(writer, value);
        }

        return bytes.WrittenSpan.ToArray();
    }

    public static void Array<T>(Utf8JsonWriter writer, ImmutableArray<T> values, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray();
        foreach (var value in values.IsDefault ? [] : values)
        {
            write(writer, value);
        }

        writer.WriteEndArray();
    }

    public static void Map<T>(Utf8JsonWriter writer, ImmutableSortedDictionary<int, T> values, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in values)
        {
            writer.WritePropertyName(key.ToString(CultureInfo.InvariantCulture));
            write(writer, value);
        }

        writer.WriteEndObject();
    }

    public static void Map<T>(Utf8JsonWriter writer, ImmutableSortedDictionary<string, T> values, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in values)
        {
            writer.WritePropertyName(key);
            write(writer, value);
        }

        writer.WriteEndObject();
    }
}
