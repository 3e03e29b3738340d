// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Foregate.Standards.JsonSchema;

/// <summary>The words of schemas that lead to rules, by the values that they speak of.</summary>
internal static class SchemaKeywords
{
    private const int Words = 24;

    private static readonly SchemaTypes[] s_kinds = new SchemaTypes[Words];
    private static readonly NameTable s_names = Table();

    /// <summary>Of which values a schema says something; Null for what it says of any.</summary>
    public static SchemaTypes KindsIn(JsonElement schema)
    {
        var kinds = SchemaTypes.None;
        foreach (var member in schema.EnumerateObject())
        {
            var number = s_names.Find(NameOf(member));
            kinds |= number < 0 ? SchemaTypes.None : s_kinds[number];
        }

        return kinds;
    }

    /// <summary>A member's name in UTF-8.</summary>
    public static ReadOnlySpan<byte> NameOf(JsonProperty member)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(member);
        return raw.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(member.Name) : raw;
    }

    private static NameTable Table()
    {
        var names = new NameTable(Words, Words * 12);
        Add(SchemaTypes.Number, "minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum");
        Add(SchemaTypes.String, "minLength", "maxLength", "pattern", "format");
        Add(SchemaTypes.Array, "minItems", "maxItems", "uniqueItems", "items");
        Add(SchemaTypes.Object, "properties", "patternProperties", "additionalProperties", "required", "dependencies", "minProperties", "maxProperties");
        Add(SchemaTypes.Null, "allOf", "anyOf", "oneOf", "not");
        return names;

        void Add(SchemaTypes kind, params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
            {
                s_kinds[names.Of(Encoding.UTF8.GetBytes(word))] = kind;
            }
        }
    }
}
