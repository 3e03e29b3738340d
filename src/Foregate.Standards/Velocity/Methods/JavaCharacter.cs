// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.Velocity.Methods;

/// <summary>What charAt() gives, which is no text to Java: it prints as one and equals none but by ==.</summary>
internal sealed class JavaCharacter(char c) : ValueObject
{
    public char Character => c;

    public override bool TryInvoke(string method, ReadOnlySpan<Value> arguments, out Value result)
    {
        Fault = null;
        result = default;
        switch (method, arguments.Length)
        {
            case ("charValue", 0):
                result = Value.Of(this);
                return true;
            case ("toString", 0):
                result = Value.Of(c.ToString());
                return true;
            case ("hashCode", 0):
                result = Value.Of(c);
                return true;
            case ("equals", 1):
                result = Value.Of(Of(arguments[0]) == c);
                return true;
            case ("compareTo", 1):
                if (Of(arguments[0]) is not { } other)
                {
                    Fault = "The method compareTo was given what is no character";
                    return false;
                }

                result = Value.Of(c - other);
                return true;
            case (_, 1) when Of(arguments[0]) is { } argument:
                result = Static(method, argument);
                return !result.IsNull;
            default:
                Fault = JavaMethods.TakesNothing(method, arguments) is { } fault && method is "toString" or "hashCode" ? fault : null;
                return false;
        }
    }

    public override bool WriteText(TextBuffer output, int depth)
    {
        output.Write([c]);
        return true;
    }

    /// <summary>The character that a value is; null for anything else.</summary>
    public static char? Of(Value value) => value.Kind == ValueKind.Object && value.AsObject is JavaCharacter character ? character.Character : null;

    private static Value Static(string method, char c) => method switch
    {
        "isDigit" => Value.Of(char.IsDigit(c)),
        "isLetter" or "isAlphabetic" => Value.Of(char.IsLetter(c)),
        "isLetterOrDigit" => Value.Of(char.IsLetterOrDigit(c)),
        "isLowerCase" => Value.Of(char.IsLower(c)),
        "isUpperCase" => Value.Of(char.IsUpper(c)),
        "isWhitespace" => Value.Of(char.IsWhiteSpace(c) && c is not ('\u00A0' or '\u2007' or '\u202F')),
        "toLowerCase" => Value.Of(new JavaCharacter(char.ToLowerInvariant(c))),
        "toUpperCase" => Value.Of(new JavaCharacter(char.ToUpperInvariant(c))),
        "valueOf" => Value.Of(new JavaCharacter(c)),
        _ => default,
    };
}
