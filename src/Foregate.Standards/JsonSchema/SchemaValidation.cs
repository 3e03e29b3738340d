// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Foregate.Standards.JsonTokens;
using Foregate.Standards.LinearRegex;

namespace Foregate.Standards.JsonSchema;

/// <summary>
/// One document held against a schema. Without messages it stops at the first thing that is wrong; with them it says everything about a value, and looks
/// into it only if nothing is wrong with the value itself, as AWS's validator does.
/// </summary>
internal ref struct SchemaValidation(TokenView view, SchemaMessages? messages)
{
    private const int FirstSteps = 400_000;
    private const int StepsPerToken = 16;
    private const int HashSteps = 3;
    private const int MostUnique = 100_000;
    private const int SeenWords = 8;

    // The stack that is left is looked at now and then: so many depths fit in what it is asked for.
    private const int DepthsPerLook = 16;

    private readonly TokenView _view = view;
    private SchemaMessages? _messages = messages;
    private int _depth;
    private int _steps = (int)Math.Min(FirstSteps + ((long)StepsPerToken * view.Count), int.MaxValue);

    /// <summary>Whether the document would have taken more time than it may.</summary>
    public readonly bool IsExhausted => _steps < 0;

    private readonly bool IsQuiet => _messages is null;

    /// <summary>Whether nothing more is to be found out once something is wrong.</summary>
    private readonly bool IsOver => IsExhausted || _messages is null or { IsFull: true };

    /// <summary>Says what is wrong; false when it takes too long.</summary>
    public bool Explains(SchemaNode root)
    {
        Check(root, 0);
        return !IsExhausted;
    }

    public bool Check(SchemaNode node, int at)
    {
        ref readonly var token = ref _view[at];
        if (node.IsPlain && (node.Types & SchemaNode.TypeOf(token.Kind)) != 0)
        {
            return Step(1);
        }

        if (++_depth % DepthsPerLook == 0 && !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            _steps = -1;
        }

        var isGood = Step(1) && CheckAll(node, at, token);
        _depth--;
        return isGood;
    }

    private bool CheckAll(SchemaNode node, int at, in Token token)
    {
        if (!CheckValue(node, at, token) || IsExhausted)
        {
            _messages?.EndLevel();
            return false;
        }

        if (_messages is { IsLevelClear: false } messages)
        {
            messages.EndLevel();
            return false;
        }

        return token.Kind switch
        {
            TokenKind.Object => node.Objects is not { LooksIntoMembers: true } rules || (IsQuiet && rules.LooksAtNames) || CheckMembers(rules, at, token),
            TokenKind.Array => node.Arrays is not { } rules || CheckItems(rules, at, token),
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
            && (IsQuiet || !Said("enum", $"instance value ({SchemaMessages.Value(_view, at)}) not found in enum (possible values: {node.Enum.Text})")))
        {
            return false;
        }

        var isGood = type switch
        {
            SchemaTypes.Integer or SchemaTypes.Number => node.Numbers is not { } rules || rules.Check(_view, at, _messages, ref _steps),
            SchemaTypes.String => node.Texts is not { } rules || CheckText(rules, at, token),
            SchemaTypes.Array => node.Arrays is not { } rules || CheckArray(rules, at, token),
            SchemaTypes.Object => node.Objects is not { } rules || CheckObject(rules, at, token),
            _ => true,
        };
        return isGood && (node.InPlace is not { } combined || CheckCombinations(combined, at));
    }

    private bool IsInEnum(SchemaNode node, int at) => Step(1) && (node.Enum!.Has(_view, at, ref _steps) || !Step(0));

    private bool CheckText(SchemaNode.TextRules rules, int at, in Token token)
    {
        if (rules.MinLength > 0 || rules.MaxLength < int.MaxValue)
        {
            var length = _view.Characters(at);
            if (length < rules.MinLength && (IsQuiet || !Said("minLength", $"string {Quoted(at)} is too short (length: {length}, required minimum: {rules.MinLength})")))
            {
                return false;
            }

            if (length > rules.MaxLength && (IsQuiet || !Said("maxLength", $"string {Quoted(at)} is too long (length: {length}, maximum allowed: {rules.MaxLength})")))
            {
                return false;
            }
        }

        if (rules.Pattern is not null && !IsMatch(rules.Pattern, _view.Text(at))
            && (IsQuiet || !Said("pattern", $"ECMA 262 regex \"{rules.PatternText}\" does not match input string {Quoted(at)}")))
        {
            return false;
        }

        return rules.Format == SchemaFormat.None || !Step(1 + (token.Length / 8)) || SchemaFormats.Is(rules.Format, _view.String(at))
            || (!IsQuiet && Said("format", SchemaFormats.Message(rules.Format, SchemaMessages.Said(_view.String(at)))));
    }

    private bool CheckArray(SchemaNode.ArrayRules rules, int at, in Token token)
    {
        if (token.Length < rules.MinItems && (IsQuiet || !Said("minItems", $"array is too short: must have at least {rules.MinItems} elements but instance has {token.Length} elements")))
        {
            return false;
        }

        if (token.Length > rules.MaxItems && (IsQuiet || !Said("maxItems", $"array is too long: must have at most {rules.MaxItems} elements but instance has {token.Length} elements")))
        {
            return false;
        }

        if (rules.HasNoAdditionalItems && token.Length > rules.ItemsByPlace!.Length
            && (IsQuiet || !Said("additionalItems", $"schema only allows {rules.ItemsByPlace.Length} elements in array but instance has {token.Length} elements")))
        {
            return false;
        }

        return !rules.UniqueItems || token.Length < 2 || AreUnique(at, token) || (!IsQuiet && Said("uniqueItems", "array must not contain duplicate elements"));
    }

    private bool AreUnique(int at, in Token token)
    {
        if (token.Length > MostUnique || !Step(HashSteps * (token.Next - at)))
        {
            _steps = -1;
            return false;
        }

        return _view.AreElementsUnique(at, ref _steps) && Step(0);
    }

    private bool CheckObject(SchemaNode.ObjectRules rules, int at, in Token token)
    {
        if (token.Length < rules.MinProperties && (IsQuiet || !Said("minProperties", $"object has too few properties (found {token.Length} but schema requires at least {rules.MinProperties})")))
        {
            return false;
        }

        if (token.Length > rules.MaxProperties && (IsQuiet || !Said("maxProperties", $"object has too many properties (found {token.Length} but schema requires at most {rules.MaxProperties})")))
        {
            return false;
        }

        return !rules.LooksAtNames || CheckNames(rules, at, token);
    }

    private bool CheckNames(SchemaNode.ObjectRules rules, int at, in Token token)
    {
        var words = ((rules.Names?.Count ?? 0) + 63) / 64;
        if (words <= SeenWords)
        {
            Span<ulong> few = stackalloc ulong[SeenWords];
            return CheckNames(rules, at, token, few);
        }

        var rented = ArrayPool<ulong>.Shared.Rent(words);
        var seen = rented.AsSpan(0, words);
        seen.Clear();
        var isGood = CheckNames(rules, at, token, seen);
        ArrayPool<ulong>.Shared.Return(rented);
        return isGood;
    }

    private bool CheckNames(SchemaNode.ObjectRules rules, int at, in Token token, scoped Span<ulong> seen)
    {
        List<string>? strange = null;
        for (var i = at + 1; i < token.Next; i = _view[i + 1].Next)
        {
            if (!Step(1))
            {
                return false;
            }

            var name = _view.Text(i);
            var number = rules.Names?.Find(name) ?? -1;
            if (number >= 0)
            {
                seen[number >> 6] |= 1UL << (number & 63);
            }

            if (rules.HasNoAdditionalProperties && (number < 0 || !rules.IsProperty[number]) && !MatchesAny(rules, name))
            {
                if (_messages is null)
                {
                    return false;
                }

                (strange ??= []).Add(_view.String(i));
            }

            // Where only the answer counts, one way over the members is enough.
            if (_messages is null && rules.LooksIntoMembers && !CheckMember(rules, i, name, number))
            {
                return false;
            }
        }

        if (strange is not null)
        {
            strange.Sort(StringComparer.Ordinal);
            Said("additionalProperties", "object instance has properties which are not allowed by the schema: " + SchemaMessages.Names(strange));
        }

        return Step(rules.Required.Length / 8) && CheckRequired(rules, seen) && CheckDependencies(rules, at, seen);
    }

    private readonly bool CheckRequired(SchemaNode.ObjectRules rules, scoped ReadOnlySpan<ulong> seen)
    {
        List<string>? missing = null;
        foreach (var name in rules.Required)
        {
            if (!IsSeen(seen, name))
            {
                if (_messages is null)
                {
                    return false;
                }

                (missing ??= []).Add(rules.Names!.Text(name));
            }
        }

        return missing is null || (!IsQuiet && Said("required", $"object has missing required properties ({SchemaMessages.Names(missing)})"));
    }

    private bool CheckDependencies(SchemaNode.ObjectRules rules, int at, scoped ReadOnlySpan<ulong> seen)
    {
        foreach (var (name, needs, schema) in rules.Dependencies)
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

            var missing = 0;
            foreach (var need in needs)
            {
                missing += IsSeen(seen, need) ? 0 : 1;
            }

            if (!Step(needs.Length / 8) || (missing > 0 && (IsQuiet || !Said("dependencies", Dependency(rules, name, needs, seen)))))
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
        var validation = new SchemaValidation(_view, inner) { _steps = _steps, _depth = _depth };
        validation.Check(schema, at);
        return !validation.IsExhausted && Said("dependencies", inner.Marked);
    }

    private bool CheckCombinations(SchemaNode.InPlaceRules rules, int at)
    {
        if (rules.AllOf.Length > 0)
        {
            var matched = Matched(rules.AllOf, at, stopsAfter: int.MaxValue, stopsAtFailure: true);
            if (matched < rules.AllOf.Length && (IsQuiet || !Said("allOf", $"instance failed to match all required schemas (matched only {matched} out of {rules.AllOf.Length})")))
            {
                return false;
            }
        }

        if (rules.AnyOf.Length > 0 && Matched(rules.AnyOf, at, stopsAfter: 1, stopsAtFailure: false) == 0
            && (IsQuiet || !Said("anyOf", $"instance failed to match at least one required schema among {rules.AnyOf.Length}")))
        {
            return false;
        }

        if (rules.OneOf.Length > 0)
        {
            var matched = Matched(rules.OneOf, at, stopsAfter: _messages is null ? 2 : int.MaxValue, stopsAtFailure: false);
            if (matched != 1 && (IsQuiet || !Said("oneOf", $"instance failed to match exactly one schema (matched {matched} out of {rules.OneOf.Length})")))
            {
                return false;
            }
        }

        return rules.Not is null || !Quietly(rules.Not, at) || (!IsQuiet && Said("not", "instance matched a schema which it should not have"));
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

    private bool CheckMembers(SchemaNode.ObjectRules rules, int at, in Token token)
    {
        var isGood = true;
        for (var i = at + 1; i < token.Next; i = _view[i + 1].Next)
        {
            var name = _view.Text(i);
            isGood &= CheckMember(rules, i, name, rules.Names?.Find(name) ?? -1);
            if (IsExhausted || (!isGood && IsOver))
            {
                return false;
            }
        }

        return isGood;
    }

    private bool CheckMember(SchemaNode.ObjectRules rules, int at, ReadOnlySpan<byte> name, int number)
    {
        var isNamed = number >= 0 && rules.IsProperty[number];
        var isGood = !isNamed || Check(rules.Properties[number]!, at + 1);
        foreach (var (pattern, schema) in rules.PatternProperties)
        {
            if (IsMatch(pattern, name))
            {
                isNamed = true;
                isGood &= Check(schema, at + 1);
            }
        }

        return (isNamed || rules.AdditionalProperties is not { } additional || Check(additional, at + 1)) && isGood;
    }

    private bool CheckItems(SchemaNode.ArrayRules rules, int at, in Token token)
    {
        if (rules.Items is null && rules.ItemsByPlace is null)
        {
            return true;
        }

        var isGood = true;
        var place = 0;
        for (var i = at + 1; i < token.Next; i = _view[i].Next, place++)
        {
            var schema = rules.ItemsByPlace is not { } byPlace ? rules.Items : place < byPlace.Length ? byPlace[place] : rules.AdditionalItems;
            if (schema is null)
            {
                break;
            }

            if (!Check(schema, i))
            {
                isGood = false;
                if (IsOver)
                {
                    return false;
                }
            }
        }

        return isGood;
    }

    private bool MatchesAny(SchemaNode.ObjectRules rules, ReadOnlySpan<byte> name)
    {
        foreach (var (pattern, _) in rules.PatternProperties)
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
        // Once they are used up they stay so.
        _steps -= _steps < 0 ? 0 : steps;
        return _steps >= 0;
    }

    /// <summary>Notes what is wrong; false when nobody wants to know more, so that it ends here.</summary>
    private readonly bool Said(string keyword, string text) => _messages is not null && _messages.Add(keyword, text);

    private static string Dependency(SchemaNode.ObjectRules rules, int name, int[] needs, scoped ReadOnlySpan<ulong> seen)
    {
        var required = new List<string>();
        var missing = new List<string>();
        foreach (var need in needs)
        {
            required.Add(rules.Names!.Text(need));
            if (!IsSeen(seen, need))
            {
                missing.Add(rules.Names!.Text(need));
            }
        }

        return $"property \"{rules.Names!.Text(name)}\" of object has missing property dependencies (schema requires {SchemaMessages.Names(required)}; missing: {SchemaMessages.Names(missing)})";
    }

    private readonly string Quoted(int at) => "\"" + SchemaMessages.Said(_view.String(at)) + "\"";

    private static bool IsSeen(ReadOnlySpan<ulong> seen, int name) => (seen[name >> 6] & (1UL << (name & 63))) != 0;
}
