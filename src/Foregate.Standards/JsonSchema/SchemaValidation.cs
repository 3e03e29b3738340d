// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Foregate.Standards.JsonTokens;
using Foregate.Standards.Numbers;
using Foregate.Standards.LinearRegex;

namespace Foregate.Standards.JsonSchema;

/// <summary>
/// One document held against a schema. Without messages it stops at the first thing that is wrong; with them it says everything about a value, and looks
/// into it only if nothing is wrong with the value itself, as AWS's validator does.
/// </summary>
internal ref struct SchemaValidation(TokenView view, SchemaMessages? messages)
{
    private const int FirstSteps = 400_000;
    private const int StepsPerToken = 64;
    private const int MostUnique = 100_000;
    private const int SeenWords = 8;

    private readonly TokenView _view = view;
    private SchemaMessages? _messages = messages;
    private int _steps = (int)Math.Min(FirstSteps + ((long)StepsPerToken * view.Count), int.MaxValue);

    /// <summary>Whether the document would have taken more time than it may.</summary>
    public bool IsExhausted { get; private set; }

    private readonly bool IsQuiet => _messages is null;

    /// <summary>Says what is wrong; false when it takes too long.</summary>
    public bool Explains(SchemaNode root)
    {
        Check(root, 0);
        return !IsExhausted;
    }

    public bool Check(SchemaNode node, int at)
    {
        if (!Step(1) || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            IsExhausted = true;
            return false;
        }

        ref readonly var token = ref _view[at];
        if (!CheckValue(node, at, token) || IsExhausted)
        {
            return false;
        }

        if (_messages is { IsLevelClear: false } messages)
        {
            messages.EndLevel();
            return false;
        }

        return token.Kind switch
        {
            TokenKind.Object => !node.LooksIntoMembers || CheckMembers(node, at, token),
            TokenKind.Array => CheckItems(node, at, token),
            _ => true,
        };
    }

    /// <summary>What is asked of the value itself. False when something is wrong and no messages are wanted.</summary>
    private bool CheckValue(SchemaNode node, int at, in Token token)
    {
        var type = SchemaNode.TypeOf(token.Kind);
        if ((node.Types & type) == 0 && (IsQuiet || !Said("type", $"instance type ({SchemaMessages.Name(type)}) does not match any allowed primitive type (allowed: {SchemaMessages.Types(node.Types)})")))
        {
            return false;
        }

        if (node.Enum is not null && !IsInEnum(node, at)
            && (IsQuiet || !Said("enum", $"instance value ({SchemaMessages.Value(_view, at)}) not found in enum (possible values: {node.EnumText})")))
        {
            return false;
        }

        var isGood = type switch
        {
            SchemaTypes.Integer or SchemaTypes.Number => CheckNumber(node, at),
            SchemaTypes.String => CheckText(node, at, token),
            SchemaTypes.Array => CheckArray(node, at, token),
            SchemaTypes.Object => CheckObject(node, at, token),
            _ => true,
        };
        return isGood && (!node.HasCombinations || CheckCombinations(node, at));
    }

    private bool IsInEnum(SchemaNode node, int at)
    {
        foreach (var value in node.Enum!)
        {
            if (TokenView.AreEqual(_view, at, value.View, 0, ref _steps))
            {
                return true;
            }
        }

        return !Step(0);
    }

    private bool CheckNumber(SchemaNode node, int at)
    {
        if (node.Minimum is null && node.Maximum is null && node.MultipleOf is null)
        {
            return true;
        }

        var number = _view.Number(at);
        if (node.Minimum is { } minimum && DecimalText.TryParse(minimum, out var least))
        {
            var order = DecimalText.Compare(number, least);
            if (order < 0 && (IsQuiet || !Said("minimum", $"numeric instance is lower than the required minimum (minimum: {Text(minimum)}, found: {Raw(at)})")))
            {
                return false;
            }

            if (order == 0 && node.IsMinimumExclusive && (IsQuiet || !Said("minimum", $"numeric instance is not strictly greater than the required minimum {Text(minimum)}")))
            {
                return false;
            }
        }

        if (node.Maximum is { } maximum && DecimalText.TryParse(maximum, out var most))
        {
            var order = DecimalText.Compare(number, most);
            if (order > 0 && (IsQuiet || !Said("maximum", $"numeric instance is greater than the required maximum (maximum: {Text(maximum)}, found: {Raw(at)})")))
            {
                return false;
            }

            if (order == 0 && node.IsMaximumExclusive && (IsQuiet || !Said("maximum", $"numeric instance is not strictly lower than the required maximum {Text(maximum)}")))
            {
                return false;
            }
        }

        return node.MultipleOf is not { } divisor || !DecimalText.TryParse(divisor, out var whole) || (Step(_view[at].Length) && number.IsMultipleOf(whole))
            || (!IsQuiet && Said("multipleOf", $"remainder of division is not zero ({Raw(at)} / {Text(divisor)})"));
    }

    private bool CheckText(SchemaNode node, int at, in Token token)
    {
        if (node.MinLength > 0 || node.MaxLength < int.MaxValue)
        {
            var length = _view.Characters(at);
            if (length < node.MinLength && (IsQuiet || !Said("minLength", $"string {Quoted(at)} is too short (length: {length}, required minimum: {node.MinLength})")))
            {
                return false;
            }

            if (length > node.MaxLength && (IsQuiet || !Said("maxLength", $"string {Quoted(at)} is too long (length: {length}, maximum allowed: {node.MaxLength})")))
            {
                return false;
            }
        }

        if (node.Pattern is not null && !IsMatch(node.Pattern, _view.Text(at))
            && (IsQuiet || !Said("pattern", $"ECMA 262 regex \"{node.PatternText}\" does not match input string {Quoted(at)}")))
        {
            return false;
        }

        return node.Format == SchemaFormat.None || !Step(1 + (token.Length / 8)) || SchemaFormats.Is(node.Format, _view.String(at))
            || (!IsQuiet && Said("format", SchemaFormats.Message(node.Format, SchemaMessages.Said(_view.String(at)))));
    }

    private bool CheckArray(SchemaNode node, int at, in Token token)
    {
        if (token.Length < node.MinItems && (IsQuiet || !Said("minItems", $"array is too short: must have at least {node.MinItems} elements but instance has {token.Length} elements")))
        {
            return false;
        }

        if (token.Length > node.MaxItems && (IsQuiet || !Said("maxItems", $"array is too long: must have at most {node.MaxItems} elements but instance has {token.Length} elements")))
        {
            return false;
        }

        if (node.HasNoAdditionalItems && token.Length > node.ItemsByPlace!.Length
            && (IsQuiet || !Said("additionalItems", $"schema only allows {node.ItemsByPlace.Length} elements in array but instance has {token.Length} elements")))
        {
            return false;
        }

        return !node.UniqueItems || token.Length < 2 || AreUnique(at, token) || (!IsQuiet && Said("uniqueItems", "array must not contain duplicate elements"));
    }

    private bool AreUnique(int at, in Token token)
    {
        if (token.Length > MostUnique || !Step(token.Next - at))
        {
            IsExhausted = true;
            return false;
        }

        return _view.AreElementsUnique(at, ref _steps) && Step(0);
    }

    private bool CheckObject(SchemaNode node, int at, in Token token)
    {
        if (token.Length < node.MinProperties && (IsQuiet || !Said("minProperties", $"object has too few properties (found {token.Length} but schema requires at least {node.MinProperties})")))
        {
            return false;
        }

        if (token.Length > node.MaxProperties && (IsQuiet || !Said("maxProperties", $"object has too many properties (found {token.Length} but schema requires at most {node.MaxProperties})")))
        {
            return false;
        }

        return !node.LooksAtNames || CheckNames(node, at, token);
    }

    private bool CheckNames(SchemaNode node, int at, in Token token)
    {
        var words = ((node.Names?.Count ?? 0) + 63) / 64;
        Span<ulong> seen = words <= SeenWords ? stackalloc ulong[SeenWords] : new ulong[words];
        List<string>? strange = null;
        for (var i = at + 1; i < token.Next; i = _view[i + 1].Next)
        {
            if (!Step(1))
            {
                return false;
            }

            var name = _view.Text(i);
            var number = node.Names?.Find(name) ?? -1;
            if (number >= 0)
            {
                seen[number >> 6] |= 1UL << (number & 63);
            }

            if (node.HasNoAdditionalProperties && (number < 0 || !node.IsProperty[number]) && !MatchesAny(node, name))
            {
                if (_messages is null)
                {
                    return false;
                }

                (strange ??= []).Add(_view.String(i));
            }
        }

        if (strange is not null)
        {
            strange.Sort(StringComparer.Ordinal);
            Said("additionalProperties", "object instance has properties which are not allowed by the schema: " + SchemaMessages.Names(strange));
        }

        return CheckRequired(node, seen) && CheckDependencies(node, at, seen);
    }

    private readonly bool CheckRequired(SchemaNode node, scoped ReadOnlySpan<ulong> seen)
    {
        List<string>? missing = null;
        foreach (var name in node.Required)
        {
            if (!IsSeen(seen, name))
            {
                if (_messages is null)
                {
                    return false;
                }

                (missing ??= []).Add(node.NameTexts[name]);
            }
        }

        return missing is null || (!IsQuiet && Said("required", $"object has missing required properties ({SchemaMessages.Names(missing)})"));
    }

    private bool CheckDependencies(SchemaNode node, int at, scoped ReadOnlySpan<ulong> seen)
    {
        foreach (var (name, needs, schema) in node.Dependencies)
        {
            if (!IsSeen(seen, name))
            {
                continue;
            }

            if (schema is not null)
            {
                if (!Quietly(schema, at) && (IsQuiet || !Explained(schema, at)))
                {
                    return false;
                }

                continue;
            }

            var required = new List<string>();
            var missing = new List<string>();
            foreach (var need in needs)
            {
                required.Add(node.NameTexts[need]);
                if (!IsSeen(seen, need))
                {
                    missing.Add(node.NameTexts[need]);
                }
            }

            if (missing.Count > 0 && (IsQuiet || !Said("dependencies", Dependency(node.NameTexts[name], required, missing))))
            {
                return false;
            }
        }

        return true;
    }

    // What another schema says of the same value stands among what this one says.
    private readonly bool Explained(SchemaNode schema, int at)
    {
        var inner = new SchemaMessages();
        var validation = new SchemaValidation(_view, inner) { _steps = _steps };
        validation.Check(schema, at);
        return !validation.IsExhausted && Said("dependencies", inner.Marked);
    }

    private bool CheckCombinations(SchemaNode node, int at)
    {
        if (node.AllOf.Length > 0)
        {
            var matched = Matched(node.AllOf, at, stopsAfter: int.MaxValue, stopsAtFailure: true);
            if (matched < node.AllOf.Length && (IsQuiet || !Said("allOf", $"instance failed to match all required schemas (matched only {matched} out of {node.AllOf.Length})")))
            {
                return false;
            }
        }

        if (node.AnyOf.Length > 0 && Matched(node.AnyOf, at, stopsAfter: 1, stopsAtFailure: false) == 0
            && (IsQuiet || !Said("anyOf", $"instance failed to match at least one required schema among {node.AnyOf.Length}")))
        {
            return false;
        }

        if (node.OneOf.Length > 0)
        {
            var matched = Matched(node.OneOf, at, stopsAfter: _messages is null ? 2 : int.MaxValue, stopsAtFailure: false);
            if (matched != 1 && (IsQuiet || !Said("oneOf", $"instance failed to match exactly one schema (matched {matched} out of {node.OneOf.Length})")))
            {
                return false;
            }
        }

        return node.Not is null || !Quietly(node.Not, at) || (!IsQuiet && Said("not", "instance matched a schema which it should not have"));
    }

    private int Matched(SchemaNode[] nodes, int at, int stopsAfter, bool stopsAtFailure)
    {
        var matched = 0;
        foreach (var node in nodes)
        {
            if (Quietly(node, at))
            {
                if (++matched == stopsAfter)
                {
                    break;
                }
            }
            else if (IsExhausted || (stopsAtFailure && _messages is null))
            {
                break;
            }
        }

        return matched;
    }

    private bool Quietly(SchemaNode node, int at)
    {
        var messages = _messages;
        _messages = null;
        var isGood = Check(node, at);
        _messages = messages;
        return isGood;
    }

    private bool CheckMembers(SchemaNode node, int at, in Token token)
    {
        var isGood = true;
        for (var i = at + 1; i < token.Next; i = _view[i + 1].Next)
        {
            var name = _view.Text(i);
            var number = node.Names?.Find(name) ?? -1;
            var isNamed = number >= 0 && node.IsProperty[number];
            if (isNamed)
            {
                isGood &= Check(node.Properties[number]!, i + 1);
            }

            foreach (var (pattern, schema) in node.PatternProperties)
            {
                if (IsMatch(pattern, name))
                {
                    isNamed = true;
                    isGood &= Check(schema, i + 1);
                }
            }

            if (!isNamed && node.AdditionalProperties is { } additional)
            {
                isGood &= Check(additional, i + 1);
            }

            if (!isGood && (_messages is null || IsExhausted))
            {
                return false;
            }
        }

        return isGood;
    }

    private bool CheckItems(SchemaNode node, int at, in Token token)
    {
        if (node.Items is null && node.ItemsByPlace is null)
        {
            return true;
        }

        var isGood = true;
        var place = 0;
        for (var i = at + 1; i < token.Next; i = _view[i].Next, place++)
        {
            var schema = node.ItemsByPlace is not { } byPlace ? node.Items : place < byPlace.Length ? byPlace[place] : node.AdditionalItems;
            if (schema is null)
            {
                break;
            }

            if (!Check(schema, i))
            {
                isGood = false;
                if (_messages is null || IsExhausted)
                {
                    return false;
                }
            }
        }

        return isGood;
    }

    private bool MatchesAny(SchemaNode node, ReadOnlySpan<byte> name)
    {
        foreach (var (pattern, _) in node.PatternProperties)
        {
            if (IsMatch(pattern, name))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsMatch(EcmaPattern pattern, ReadOnlySpan<byte> text)
    {
        if (!Step(1 + (text.Length / 4)))
        {
            return false;
        }

        if (text.Length <= 256)
        {
            Span<char> room = stackalloc char[256];
            return pattern.IsMatch(room[..Encoding.UTF8.GetChars(text, room)], ref _steps) & Step(0);
        }

        var rented = ArrayPool<char>.Shared.Rent(text.Length);
        var isMatch = pattern.IsMatch(rented.AsSpan(0, Encoding.UTF8.GetChars(text, rented)), ref _steps);
        ArrayPool<char>.Shared.Return(rented);
        return Step(0) && isMatch;
    }

    private bool Step(int steps)
    {
        _steps -= steps;
        IsExhausted |= _steps < 0;
        return !IsExhausted;
    }

    /// <summary>Notes what is wrong; false when nobody wants to know, so that it ends here.</summary>
    /// <summary>Notes what is wrong; false when nobody wants to know, so that it ends here.</summary>
    private readonly bool Said(string keyword, string text)
    {
        _messages?.Add(keyword, text);
        return _messages is not null;
    }

    private static string Dependency(string name, List<string> required, List<string> missing) =>
        $"property \"{name}\" of object has missing property dependencies (schema requires {SchemaMessages.Names(required)}; missing: {SchemaMessages.Names(missing)})";

    private readonly string Raw(int at) => SchemaMessages.Said(Text(_view.Raw(at)));

    private readonly string Quoted(int at) => "\"" + SchemaMessages.Said(_view.String(at)) + "\"";

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private static bool IsSeen(ReadOnlySpan<ulong> seen, int name) => (seen[name >> 6] & (1UL << (name & 63))) != 0;
}
