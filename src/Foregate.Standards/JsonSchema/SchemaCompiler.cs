// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
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
    private const int MostPatterns = 1_000;
    private const int DeepestReference = 400;
    private const int LongestDivisor = 64;

    private readonly Dictionary<string, SchemaNode> _nodes = new(StringComparer.Ordinal);
    private int _patterns;

    public string? Fault { get; private set; }

    public SchemaNode Compile(Located schema, int depth = 0)
    {
        var hops = 0;
        while (Reference(schema.Element) is { } reference)
        {
            if (!documents.TryFind(schema, reference, out schema, out var fault) || ++hops > DeepestReference)
            {
                return Failed(schema, fault ?? $"the reference {reference} leads to itself");
            }
        }

        if (_nodes.TryGetValue(schema.Key, out var known))
        {
            return known;
        }

        var node = new SchemaNode();
        if (schema.Element.ValueKind != JsonValueKind.Object)
        {
            return Failed(schema, "a schema is an object");
        }

        if (_nodes.Count >= MostNodes || depth > DeepestReference)
        {
            return Failed(schema, _nodes.Count >= MostNodes ? $"a schema may have {MostNodes} parts at most" : "the schema is too deep");
        }

        _nodes[schema.Key] = node;
        Values(schema, node);
        Numbers(schema, node);
        Texts(schema, node);
        Arrays(schema, node, depth + 1);
        Objects(schema, node, depth + 1);
        node.AllOf = List(schema, "allOf", depth + 1);
        node.AnyOf = List(schema, "anyOf", depth + 1);
        node.OneOf = List(schema, "oneOf", depth + 1);
        node.Not = One(schema, "not", depth + 1);
        return node;
    }

    /// <summary>Whether no schema is asked of the very value that it is being asked of: that would have no end.</summary>
    public bool EndsFor(SchemaNode root)
    {
        // Without recursion of its own: the nodes still open are on the stack.
        var state = new Dictionary<SchemaNode, bool>();
        foreach (var node in _nodes.Values.Prepend(root))
        {
            var open = new Stack<IEnumerator<SchemaNode>>();
            var path = new Stack<SchemaNode>();
            if (!state.TryAdd(node, true))
            {
                continue;
            }

            open.Push(node.InPlace.GetEnumerator());
            path.Push(node);
            while (open.Count > 0)
            {
                if (!open.Peek().MoveNext())
                {
                    open.Pop().Dispose();
                    state[path.Pop()] = false;
                    continue;
                }

                var next = open.Peek().Current;
                if (state.TryGetValue(next, out var isOpen))
                {
                    if (isOpen)
                    {
                        Fault ??= "the schema refers to itself without end";
                        return false;
                    }

                    continue;
                }

                state[next] = true;
                open.Push(next.InPlace.GetEnumerator());
                path.Push(next);
            }
        }

        return true;
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

        var list = new List<EnumValue>();
        var text = new StringBuilder("[");
        foreach (var value in values.EnumerateArray())
        {
            var bytes = SchemaMessages.Compact(Encoding.UTF8.GetBytes(value.GetRawText()));
            var tokens = DocumentTokens.Rent();
            if (tokens.TryRead(bytes))
            {
                list.Add(new EnumValue(bytes, tokens.Tokens.ToArray()));
            }

            tokens.Return();
            text.Append(list.Count > 1 ? "," : "").Append(Encoding.UTF8.GetString(bytes));
        }

        if (!IsUnique(Encoding.UTF8.GetBytes(values.GetRawText())))
        {
            Failed(schema, "enum has a value twice");
        }

        node.Enum = [.. list];
        node.EnumText = text.Append(']').ToString();
    }

    private static bool IsUnique(byte[] list)
    {
        var tokens = DocumentTokens.Rent();
        var steps = int.MaxValue;
        var isUnique = tokens.TryRead(list) && new TokenView(list, tokens.Tokens).AreElementsUnique(0, ref steps);
        tokens.Return();
        return isUnique;
    }

    private SchemaTypes Type(Located schema, JsonElement name)
    {
        var type = (name.ValueKind == JsonValueKind.String ? name.GetString() : null) switch
        {
            "array" => SchemaTypes.Array,
            "boolean" => SchemaTypes.Boolean,
            "integer" => SchemaTypes.Integer,
            "null" => SchemaTypes.Null,
            "number" => SchemaTypes.Number | SchemaTypes.Integer,
            "object" => SchemaTypes.Object,
            "string" => SchemaTypes.String,
            _ => SchemaTypes.None,
        };
        if (type == SchemaTypes.None)
        {
            Failed(schema, $"type {name.GetRawText()} is none of array, boolean, integer, null, number, object and string");
        }

        return type;
    }

    private void Numbers(Located schema, SchemaNode node)
    {
        node.Minimum = Number(schema, "minimum");
        node.Maximum = Number(schema, "maximum");
        node.IsMinimumExclusive = Flag(schema, "exclusiveMinimum");
        node.IsMaximumExclusive = Flag(schema, "exclusiveMaximum");
        node.MultipleOf = Number(schema, "multipleOf");
        if (node.MultipleOf is { } divisor && (!DecimalText.TryParse(divisor, out var number) || number.IsZero || number.IsNegative || divisor.Length > LongestDivisor))
        {
            Failed(schema, "multipleOf must be larger than 0 and may have 64 digits");
        }
    }

    private void Texts(Located schema, SchemaNode node)
    {
        node.MinLength = Count(schema, "minLength", 0);
        node.MaxLength = Count(schema, "maxLength", int.MaxValue);
        if (Text(schema, "pattern") is { } pattern)
        {
            node.PatternText = pattern;
            node.Pattern = Pattern(schema, pattern);
        }

        if (Text(schema, "format") is { } format)
        {
            node.Format = SchemaFormats.Named(format);
        }
    }

    private void Arrays(Located schema, SchemaNode node, int depth)
    {
        node.MinItems = Count(schema, "minItems", 0);
        node.MaxItems = Count(schema, "maxItems", int.MaxValue);
        node.UniqueItems = Flag(schema, "uniqueItems");
        if (!schema.Element.TryGetProperty("items", out var items))
        {
            return;
        }

        if (items.ValueKind != JsonValueKind.Array)
        {
            node.Items = One(schema, "items", depth);
            return;
        }

        node.ItemsByPlace = List(schema, "items", depth, mayBeEmpty: true);
        node.AdditionalItems = Additional(schema, "additionalItems", depth, out var hasNone);
        node.HasNoAdditionalItems = hasNone;
    }

    private void Objects(Located schema, SchemaNode node, int depth)
    {
        node.MinProperties = Count(schema, "minProperties", 0);
        node.MaxProperties = Count(schema, "maxProperties", int.MaxValue);
        node.AdditionalProperties = Additional(schema, "additionalProperties", depth, out var hasNone);
        node.HasNoAdditionalProperties = hasNone;
        var names = new SchemaNames();
        var properties = new List<(int, SchemaNode)>();
        foreach (var (name, value) in Map(schema, "properties"))
        {
            properties.Add((names.Of(name), Compile(schema.Inner(value, "properties/" + name), depth)));
        }

        var patterns = new List<(EcmaPattern, SchemaNode)>();
        foreach (var (name, value) in Map(schema, "patternProperties"))
        {
            if (Pattern(schema, name) is { } pattern)
            {
                patterns.Add((pattern, Compile(schema.Inner(value, "patternProperties/" + name), depth)));
            }
        }

        var required = Names(schema, schema.Element, "required");
        required.Sort(StringComparer.Ordinal);
        node.Required = [.. required.Select(names.Of)];
        var dependencies = new List<(int, int[], SchemaNode?)>();
        foreach (var (name, value) in Map(schema, "dependencies"))
        {
            if (value.ValueKind == JsonValueKind.Object)
            {
                dependencies.Add((names.Of(name), [], Compile(schema.Inner(value, "dependencies/" + name), depth)));
                continue;
            }

            var needs = Names(schema, schema.Element.GetProperty("dependencies"), name);
            needs.Sort(StringComparer.Ordinal);
            dependencies.Add((names.Of(name), [.. needs.Select(names.Of)], null));
        }

        node.PatternProperties = [.. patterns];
        node.Dependencies = [.. dependencies];
        node.NameTexts = [.. names.List];
        node.Names = names.List.Count == 0 ? null : new NameTable(names.List);
        node.Properties = new SchemaNode?[names.List.Count];
        node.IsProperty = new bool[names.List.Count];
        foreach (var (name, property) in properties)
        {
            node.Properties[name] = property;
            node.IsProperty[name] = true;
        }

        node.LooksIntoMembers = properties.Count > 0 || patterns.Count > 0 || node.AdditionalProperties is not null;
    }

    private SchemaNode? One(Located schema, string name, int depth) =>
        schema.Element.TryGetProperty(name, out var value) ? Compile(schema.Inner(value, name), depth) : null;

    private SchemaNode? Additional(Located schema, string name, int depth, out bool hasNone)
    {
        hasNone = schema.Element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.False;
        return value.ValueKind is JsonValueKind.False or JsonValueKind.True or JsonValueKind.Undefined ? null : Compile(schema.Inner(value, name), depth);
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

        var nodes = new List<SchemaNode>();
        foreach (var item in list.EnumerateArray())
        {
            nodes.Add(Compile(schema.Inner(item, name + "/" + nodes.Count.ToString(CultureInfo.InvariantCulture)), depth));
        }

        return [.. nodes];
    }

    private List<(string Name, JsonElement Value)> Map(Located schema, string name)
    {
        var members = new List<(string, JsonElement)>();
        if (!schema.Element.TryGetProperty(name, out var map))
        {
            return members;
        }

        if (map.ValueKind != JsonValueKind.Object)
        {
            Failed(schema, $"{name} must be an object");
            return members;
        }

        foreach (var member in map.EnumerateObject())
        {
            members.Add((member.Name, member.Value));
        }

        return members;
    }

    private List<string> Names(Located schema, JsonElement holder, string name)
    {
        var names = new List<string>();
        if (!holder.TryGetProperty(name, out var list))
        {
            return names;
        }

        // AWS: an empty array is refused, too.
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            Failed(schema, $"{name} must be an array of names");
            return names;
        }

        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                Failed(schema, $"{name} must be an array of names");
            }
            else if (names.Contains(item.GetString()!))
            {
                Failed(schema, $"{name} has {item.GetRawText()} twice");
            }
            else
            {
                names.Add(item.GetString()!);
            }
        }

        return names;
    }

    private EcmaPattern? Pattern(Located schema, string text)
    {
        if (++_patterns > MostPatterns)
        {
            Failed(schema, $"a schema may have {MostPatterns} patterns at most");
            return null;
        }

        var pattern = EcmaPattern.Compile(text, out var fault);
        if (fault is not null)
        {
            Failed(schema, fault);
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
        var at = schema.Key is null ? "" : schema.Key[(schema.Key.IndexOf('#', StringComparison.Ordinal) + 1)..];
        Fault ??= at.Length == 0 ? message : $"{message} (at {at})";
        return new SchemaNode();
    }

    /// <summary>Gives names numbers as they come.</summary>
    private sealed class SchemaNames
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

        public List<string> List { get; } = [];

        public int Of(string name)
        {
            if (!_numbers.TryGetValue(name, out var number))
            {
                _numbers[name] = number = List.Count;
                List.Add(name);
            }

            return number;
        }
    }
}
