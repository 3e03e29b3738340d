// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.JsonTokens;
using Foregate.Standards.LinearRegex;

namespace Foregate.Standards.JsonSchema;

/// <summary>
/// One schema, compiled: what its keywords say, ready to be asked. What a schema does not speak of is null, so that many small ones take little memory.
/// References are the nodes themselves, so that a schema may hold itself.
/// </summary>
internal sealed class SchemaNode
{
    /// <summary>A schema that says nothing.</summary>
    public static SchemaNode Anything { get; } = new();

    public SchemaTypes Types { get; set; } = SchemaTypes.All;

    /// <summary>Allowed values; null when any is.</summary>
    public EnumValues? Enum { get; set; }

    public NumberRules? Numbers { get; set; }

    public TextRules? Texts { get; set; }

    public ArrayRules? Arrays { get; set; }

    public ObjectRules? Objects { get; set; }

    public InPlaceRules? InPlace { get; set; }

    /// <summary>Whether nothing but a type is asked for.</summary>
    public bool IsPlain => Enum is null && Numbers is null && Texts is null && Arrays is null && Objects is null && InPlace is null;

    // In the order of TokenKind.
    private static ReadOnlySpan<byte> TypesOfTokens =>
    [
        (byte)SchemaTypes.Null, (byte)SchemaTypes.Boolean, (byte)SchemaTypes.Boolean, (byte)SchemaTypes.Integer, (byte)SchemaTypes.Number,
        (byte)SchemaTypes.String, (byte)SchemaTypes.String, (byte)SchemaTypes.Array, (byte)SchemaTypes.Object,
    ];

    public static SchemaTypes TypeOf(TokenKind kind) => (SchemaTypes)TypesOfTokens[(int)kind];

    public sealed class TextRules
    {
        public int MinLength { get; init; }

        public int MaxLength { get; init; }

        public EcmaPattern? Pattern { get; init; }

        public string PatternText { get; init; } = "";

        public SchemaFormat Format { get; init; }
    }

    public sealed class ArrayRules
    {
        public SchemaNode? Items { get; set; }

        public SchemaNode[]? ItemsByPlace { get; set; }

        public SchemaNode? AdditionalItems { get; set; }

        public bool HasNoAdditionalItems { get; set; }

        public int MinItems { get; init; }

        public int MaxItems { get; init; }

        public bool UniqueItems { get; init; }
    }

    /// <summary>Arrays run beside the numbers of the names.</summary>
    public sealed class ObjectRules
    {
        public NameTable? Names { get; set; }

        public SchemaNode?[] Properties { get; set; } = [];

        public bool[] IsProperty { get; set; } = [];

        /// <summary>Numbers of names, in the order of messages.</summary>
        public int[] Required { get; set; } = [];

        public (EcmaPattern Pattern, SchemaNode Node)[] PatternProperties { get; set; } = [];

        public SchemaNode? AdditionalProperties { get; set; }

        public bool HasNoAdditionalProperties { get; set; }

        public int MinProperties { get; init; }

        public int MaxProperties { get; init; }

        public (int Name, int[] Needs, SchemaNode? Node)[] Dependencies { get; set; } = [];

        /// <summary>Whether members must be looked at before what is in them.</summary>
        public bool LooksAtNames => Required.Length > 0 || Dependencies.Length > 0 || HasNoAdditionalProperties;

        /// <summary>Whether anything is asked of what is in an object.</summary>
        public bool LooksIntoMembers { get; set; }
    }

    /// <summary>Schemas that look at the same value as this one.</summary>
    public sealed class InPlaceRules
    {
        public SchemaNode[] AllOf { get; set; } = [];

        public SchemaNode[] AnyOf { get; set; } = [];

        public SchemaNode[] OneOf { get; set; } = [];

        public SchemaNode? Not { get; set; }
    }

    /// <summary>All schemas that look at the same value as this one.</summary>
    public IEnumerable<SchemaNode> AllInPlace()
    {
        foreach (var node in InPlace?.AllOf ?? [])
        {
            yield return node;
        }

        foreach (var node in InPlace?.AnyOf ?? [])
        {
            yield return node;
        }

        foreach (var node in InPlace?.OneOf ?? [])
        {
            yield return node;
        }

        if (InPlace?.Not is { } not)
        {
            yield return not;
        }

        foreach (var (_, _, node) in Objects?.Dependencies ?? [])
        {
            if (node is not null)
            {
                yield return node;
            }
        }
    }
}
