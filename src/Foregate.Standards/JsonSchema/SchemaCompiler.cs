// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Foregate.Standards.JsonTokens;
using Foregate.Standards.Numbers;
using Foregate.Standards.LinearRegex;
using Located = Foregate.Standards.JsonSchema.SchemaDocuments.Located;

namespace Foregate.Standards.JsonSchema;

/// <summary>Makes nodes of schemas' text, each once however often it is referred to. The first fault ends it.</summary>
internal sealed class SchemaCompiler(SchemaDocuments documents)
{
    private const int MostNodes = 50_000;
    private const int MostPatterns = 300;
    private const int MostPatternSize = 20_000;
    private const int DeepestReference = 400;
    private const int LongestDivisor = 64;
    private const int EmptyObject = 2;
    private const int LikelyName = 16;

    private readonly Dictionary<(int Document, int At), SchemaNode> _nodes = [];
    private readonly List<SchemaNode> _looking = [];
    private int _count;
    private int _patterns;
    private int _patternSize;

    public string? Fault { get; private set; }

    public SchemaNode Compile(Located schema, int depth = 0)
    {
        if (Fault is not null)
        {
            return SchemaNode.Anything;
        }

        var hops = 0;
        while (Reference(schema.Element) is { } reference)
        {
            if (!documents.TryFind(schema, reference, out schema, out var fault) || ++hops > DeepestReference)
            {
                return Failed(schema, fault ?? $"the reference {reference} leads to itself");
            }
        }

        if (schema.Element.ValueKind != JsonValueKind.Object)
        {
            return Failed(schema, "a schema is an object");
        }

        if (JsonMarshal.GetRawUtf8Value(schema.Element).Length == EmptyObject)
        {
            return SchemaNode.Anything;
        }

        var place = documents.HasReferences ? documents.PlaceOf(schema) : default;
        if (documents.HasReferences && _nodes.TryGetValue(place, out var known))
        {
            return known;
        }

        if (++_count > MostNodes || depth > DeepestReference)
        {
            return Failed(schema, _count > MostNodes ? $"a schema may have {MostNodes} parts at most" : "the schema is too deep");
        }

        var node = new SchemaNode();
        if (documents.HasReferences)
        {
            // What refers to it, from within even, is given the same one.
            _nodes.EnsureCapacity(documents.MostSchemas);
            _nodes[place] = node;
        }

        Values(schema, node);
        var kinds = SchemaKeywords.KindsIn(schema.Element);
        if ((kinds & SchemaTypes.Number) != 0)
        {
            Numbers(schema, node);
        }

        if ((kinds & SchemaTypes.String) != 0)
        {
            Texts(schema, node);
        }

        if ((kinds & SchemaTypes.Array) != 0)
        {
            Arrays(schema, node, depth + 1);
        }

        if ((kinds & SchemaTypes.Object) != 0)
        {
            Objects(schema, node, depth + 1);
        }

        // What speaks of any value.
        if ((kinds & SchemaTypes.Null) != 0)
        {
            node.InPlace = new SchemaNode.InPlaceRules
            {
                AllOf = List(schema, "allOf", depth + 1), AnyOf = List(schema, "anyOf", depth + 1), OneOf = List(schema, "oneOf", depth + 1), Not = One(schema, "not", depth + 1),
            };
        }

        if (node.InPlace is not null || node.Objects is { Dependencies.Length: > 0 })
        {
            _looking.Add(node);
        }

        return node;
    }

    /// <summary>Whether no schema is asked of the very value that it is being asked of: that would have no end.</summary>
    public bool Ends()
    {
        if (SchemaRounds.Any(_looking))
        {
            Fault ??= "the schema refers to itself without end";
        }

        return Fault is null;
    }

    private static string? Reference(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String ? reference.GetString() : null;

    private void Values(Located schema, SchemaNode node)
    {
        if (schema.Element.TryGetProperty("type", out var type))
        {
            node.Types = SchemaTypes.None;
            if (type.ValueKind == JsonValueKind.Array)
            {
                foreach (var one in type.EnumerateArray())
                {
                    node.Types |= Type(schema, one);
                }
            }
            else
            {
                node.Types = Type(schema, type);
            }

            if (node.Types == SchemaTypes.None)
            {
                Failed(schema, "type must be a type's name, or an array of them");
            }
        }

        if (!schema.Element.TryGetProperty("enum", out var values))
        {
            return;
        }

        if (values.ValueKind != JsonValueKind.Array || values.GetArrayLength() == 0)
        {
            Failed(schema, "enum must be an array with elements");
            return;
        }

        var list = SchemaMessages.Compact(JsonMarshal.GetRawUtf8Value(values));
        var tokens = DocumentTokens.Rent();
        var steps = int.MaxValue;
        if (!tokens.TryRead(list))
        {
            Failed(schema, "enum has a value that is nested too deep");
        }
        else if (!new TokenView(list, tokens.Tokens).AreElementsUnique(0, ref steps))
        {
            Failed(schema, "enum has a value twice");
        }
        else
        {
            node.Enum = new EnumValues(list, tokens.Tokens.ToArray());
        }

        tokens.Return();
    }

    private SchemaTypes Type(Located schema, JsonElement name)
    {
        var type = SchemaTypes.None;
        if (name.ValueKind == JsonValueKind.String)
        {
            type = name.ValueEquals("array"u8) ? SchemaTypes.Array
                : name.ValueEquals("boolean"u8) ? SchemaTypes.Boolean
                : name.ValueEquals("integer"u8) ? SchemaTypes.Integer
                : name.ValueEquals("null"u8) ? SchemaTypes.Null
                : name.ValueEquals("number"u8) ? SchemaTypes.Number | SchemaTypes.Integer
                : name.ValueEquals("object"u8) ? SchemaTypes.Object
                : name.ValueEquals("string"u8) ? SchemaTypes.String
                : SchemaTypes.None;
        }

        if (type == SchemaTypes.None)
        {
            Failed(schema, $"type {name.GetRawText()} is none of array, boolean, integer, null, number, object and string");
        }

        return type;
    }

    private void Numbers(Located schema, SchemaNode node)
    {
        var divisor = Number(schema, "multipleOf");
        if (divisor is not null && (!DecimalText.TryParse(divisor, out var number) || number.IsZero || number.IsNegative || divisor.Length > LongestDivisor))
        {
            Failed(schema, "multipleOf must be larger than 0 and may have 64 digits");
        }

        node.Numbers = new NumberRules(Number(schema, "minimum"), Flag(schema, "exclusiveMinimum"), Number(schema, "maximum"), Flag(schema, "exclusiveMaximum"), divisor);
    }

    private void Texts(Located schema, SchemaNode node)
    {
        var pattern = Text(schema, "pattern");
        var format = Text(schema, "format");
        node.Texts = new SchemaNode.TextRules
        {
            MinLength = Count(schema, "minLength", 0),
            MaxLength = Count(schema, "maxLength", int.MaxValue),
            PatternText = pattern ?? "",
            Pattern = pattern is null ? null : Pattern(schema, pattern),
            Format = format is null ? SchemaFormat.None : SchemaFormats.Named(format),
        };
    }

    private void Arrays(Located schema, SchemaNode node, int depth)
    {
        var rules = node.Arrays = new SchemaNode.ArrayRules
        {
            MinItems = Count(schema, "minItems", 0), MaxItems = Count(schema, "maxItems", int.MaxValue), UniqueItems = Flag(schema, "uniqueItems"),
        };
        if (!schema.Element.TryGetProperty("items", out var items))
        {
            return;
        }

        if (items.ValueKind != JsonValueKind.Array)
        {
            rules.Items = One(schema, "items", depth);
            return;
        }

        rules.ItemsByPlace = List(schema, "items", depth, mayBeEmpty: true);
        rules.AdditionalItems = Additional(schema, "additionalItems", depth, out var hasNone);
        rules.HasNoAdditionalItems = hasNone;
    }

    private void Objects(Located schema, SchemaNode node, int depth)
    {
        var rules = node.Objects = new SchemaNode.ObjectRules { MinProperties = Count(schema, "minProperties", 0), MaxProperties = Count(schema, "maxProperties", int.MaxValue) };
        rules.AdditionalProperties = Additional(schema, "additionalProperties", depth, out var hasNone);
        rules.HasNoAdditionalProperties = hasNone;
        var declared = Map(schema, "properties");
        var names = new NameTable(declared.Count, declared.Length);
        var properties = new List<(int, SchemaNode)>(declared.Count);
        foreach (var member in declared.Members)
        {
            properties.Add((names.Of(SchemaKeywords.NameOf(member)), Compile(schema.Inner(member.Value), depth)));
        }

        var patterns = new List<(EcmaPattern, SchemaNode)>();
        foreach (var member in Map(schema, "patternProperties").Members)
        {
            if (Fault is null && Pattern(schema, member.Name) is { } pattern)
            {
                patterns.Add((pattern, Compile(schema.Inner(member.Value), depth)));
            }
        }

        rules.Required = schema.Element.TryGetProperty("required", out var required) ? Names(schema, required, "required", names) : [];
        var dependencies = new List<(int, int[], SchemaNode?)>();
        foreach (var member in Map(schema, "dependencies").Members)
        {
            var isSchema = member.Value.ValueKind == JsonValueKind.Object;
            dependencies.Add((names.Of(SchemaKeywords.NameOf(member)), isSchema ? [] : Names(schema, member.Value, member.Name, names), isSchema ? Compile(schema.Inner(member.Value), depth) : null));
        }

        rules.PatternProperties = [.. patterns];
        rules.Dependencies = [.. dependencies];
        rules.Names = names.Count == 0 ? null : names;
        rules.Properties = new SchemaNode?[names.Count];
        rules.IsProperty = new bool[names.Count];
        foreach (var (name, property) in properties)
        {
            rules.Properties[name] = property;
            rules.IsProperty[name] = true;
        }

        rules.LooksIntoMembers = properties.Count > 0 || patterns.Count > 0 || rules.AdditionalProperties is not null;
    }

    private SchemaNode? One(Located schema, string name, int depth) =>
        schema.Element.TryGetProperty(name, out var value) ? Compile(schema.Inner(value), depth) : null;

    private SchemaNode? Additional(Located schema, string name, int depth, out bool hasNone)
    {
        hasNone = schema.Element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.False;
        return value.ValueKind is JsonValueKind.False or JsonValueKind.True or JsonValueKind.Undefined ? null : Compile(schema.Inner(value), depth);
    }

    private SchemaNode[] List(Located schema, string name, int depth, bool mayBeEmpty = false)
    {
        if (!schema.Element.TryGetProperty(name, out var list))
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array || (!mayBeEmpty && list.GetArrayLength() == 0))
        {
            Failed(schema, $"{name} must be an array of schemas");
            return [];
        }

        var nodes = new SchemaNode[list.GetArrayLength()];
        var at = 0;
        foreach (var item in list.EnumerateArray())
        {
            nodes[at++] = Compile(schema.Inner(item), depth);
        }

        return nodes;
    }

    /// <summary>The members of an object, how many they are, and about how long.</summary>
    private (JsonElement.ObjectEnumerator Members, int Count, int Length) Map(Located schema, string name)
    {
        if (!schema.Element.TryGetProperty(name, out var map))
        {
            return default;
        }

        if (map.ValueKind != JsonValueKind.Object)
        {
            Failed(schema, $"{name} must be an object");
            return default;
        }

        var length = JsonMarshal.GetRawUtf8Value(map).Length;
        return (map.EnumerateObject(), map.GetPropertyCount(), Math.Min(length, map.GetPropertyCount() * LikelyName));
    }

    /// <summary>Numbers of names, which must differ.</summary>
    private int[] Names(Located schema, JsonElement list, string name, NameTable names)
    {
        // AWS: an empty array is refused, too.
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            Failed(schema, $"{name} must be an array of names");
            return [];
        }

        var texts = new List<string>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                Failed(schema, $"{name} must be an array of names");
                return [];
            }

            texts.Add(item.GetString()!);
        }

        // In the order of messages, where what stands twice stands together.
        texts.Sort(StringComparer.Ordinal);
        var numbers = new int[texts.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = names.Of(Encoding.UTF8.GetBytes(texts[i]));
            if (i > 0 && texts[i] == texts[i - 1])
            {
                Failed(schema, $"{name} has \"{texts[i]}\" twice");
            }
        }

        return numbers;
    }

    private EcmaPattern? Pattern(Located schema, string text)
    {
        if (++_patterns > MostPatterns)
        {
            Failed(schema, $"a schema may have {MostPatterns} patterns at most");
            return null;
        }

        var pattern = EcmaPattern.Compile(text, out var fault);
        _patternSize += pattern?.Size ?? 0;
        if (fault is not null || _patternSize > MostPatternSize)
        {
            Failed(schema, fault ?? $"the patterns of a schema may come to {MostPatternSize} characters with all their repetitions");
        }

        return pattern;
    }

    private string? Text(Located schema, string name)
    {
        if (!schema.Element.TryGetProperty(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        Failed(schema, $"{name} must be a text");
        return null;
    }

    private byte[]? Number(Located schema, string name)
    {
        if (!schema.Element.TryGetProperty(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number)
        {
            return Encoding.UTF8.GetBytes(value.GetRawText());
        }

        Failed(schema, $"{name} must be a number");
        return null;
    }

    private bool Flag(Located schema, string name)
    {
        if (!schema.Element.TryGetProperty(name, out var value))
        {
            return false;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Failed(schema, $"{name} must be true or false");
        }

        return value.ValueKind == JsonValueKind.True;
    }

    private int Count(Located schema, string name, int otherwise)
    {
        if (schema.Element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0)
        {
            return count;
        }

        if (Number(schema, name) is not { } digits || !DecimalText.TryParse(digits, out var number))
        {
            return otherwise;
        }

        if (number.IsNegative || !number.IsWhole)
        {
            Failed(schema, $"{name} must be a whole number from 0");
            return otherwise;
        }

        return (int)Math.Min(int.MaxValue, double.Parse(Encoding.UTF8.GetString(digits), CultureInfo.InvariantCulture));
    }

    private SchemaNode Failed(Located schema, string message)
    {
        if (Fault is null)
        {
            var at = schema.Base is null ? "" : documents.PointerTo(schema);
            Fault = at.Length == 0 ? message : $"{message} (at {at})";
        }

        return SchemaNode.Anything;
    }
}
