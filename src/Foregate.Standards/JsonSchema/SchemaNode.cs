// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.JsonTokens;
using Foregate.Standards.LinearRegex;

namespace Foregate.Standards.JsonSchema;

/// <summary>One schema, compiled: what its keywords say, ready to be asked. References are the nodes themselves, so that a schema may hold itself.</summary>
internal sealed class SchemaNode
{
    public SchemaTypes Types { get; set; } = SchemaTypes.All;

    /// <summary>Allowed values, and their text for messages; null when any is.</summary>
    public EnumValue[]? Enum { get; set; }

    public string EnumText { get; set; } = "";

    // ---- Numbers: bounds as they were written, so that they are exact at any size ----

    public byte[]? Minimum { get; set; }

    public bool IsMinimumExclusive { get; set; }

    public byte[]? Maximum { get; set; }

    public bool IsMaximumExclusive { get; set; }

    public byte[]? MultipleOf { get; set; }

    // ---- Texts ----

    public int MinLength { get; set; }

    public int MaxLength { get; set; } = int.MaxValue;

    public EcmaPattern? Pattern { get; set; }

    public string PatternText { get; set; } = "";

    public SchemaFormat Format { get; set; }

    // ---- Arrays ----

    public SchemaNode? Items { get; set; }

    public SchemaNode[]? ItemsByPlace { get; set; }

    public SchemaNode? AdditionalItems { get; set; }

    public bool HasNoAdditionalItems { get; set; }

    public int MinItems { get; set; }

    public int MaxItems { get; set; } = int.MaxValue;

    public bool UniqueItems { get; set; }

    // ---- Objects: arrays run beside the numbers of the names ----

    public NameTable? Names { get; set; }

    public string[] NameTexts { get; set; } = [];

    public SchemaNode?[] Properties { get; set; } = [];

    public bool[] IsProperty { get; set; } = [];

    /// <summary>Numbers of names, in the order of messages.</summary>
    public int[] Required { get; set; } = [];

    public (EcmaPattern Pattern, SchemaNode Node)[] PatternProperties { get; set; } = [];

    public SchemaNode? AdditionalProperties { get; set; }

    public bool HasNoAdditionalProperties { get; set; }

    public int MinProperties { get; set; }

    public int MaxProperties { get; set; } = int.MaxValue;

    public (int Name, int[] Needs, SchemaNode? Node)[] Dependencies { get; set; } = [];

    // ---- In place ----

    public SchemaNode[] AllOf { get; set; } = [];

    public SchemaNode[] AnyOf { get; set; } = [];

    public SchemaNode[] OneOf { get; set; } = [];

    public SchemaNode? Not { get; set; }

    /// <summary>Whether members must be looked at before what is in them.</summary>
    public bool LooksAtNames => Required.Length > 0 || Dependencies.Length > 0 || HasNoAdditionalProperties;

    /// <summary>Whether anything is asked of what is in an object.</summary>
    public bool LooksIntoMembers { get; set; }

    /// <summary>Whether anything but a type is asked of a value itself.</summary>
    public bool HasCombinations => AllOf.Length > 0 || AnyOf.Length > 0 || OneOf.Length > 0 || Not is not null;

    /// <summary>The schemas that look at the same value as this one.</summary>
    public IEnumerable<SchemaNode> InPlace
    {
        get
        {
            foreach (var node in AllOf)
            {
                yield return node;
            }

            foreach (var node in AnyOf)
            {
                yield return node;
            }

            foreach (var node in OneOf)
            {
                yield return node;
            }

            if (Not is not null)
            {
                yield return Not;
            }

            foreach (var (_, _, node) in Dependencies)
            {
                if (node is not null)
                {
                    yield return node;
                }
            }
        }
    }

    public static SchemaTypes TypeOf(TokenKind kind) => kind switch
    {
        TokenKind.Null => SchemaTypes.Null,
        TokenKind.True or TokenKind.False => SchemaTypes.Boolean,
        TokenKind.Integer => SchemaTypes.Integer,
        TokenKind.Number => SchemaTypes.Number,
        TokenKind.Array => SchemaTypes.Array,
        TokenKind.Object => SchemaTypes.Object,
        _ => SchemaTypes.String,
    };
}
