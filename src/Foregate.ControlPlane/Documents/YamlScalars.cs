// SPDX-License-Identifier: Apache-2.0

using System.Buffers;

namespace Foregate.ControlPlane.Documents;

/// <summary>What a plain YAML scalar means: YAML 1.2's core schema, so <c>yes</c> and <c>on</c> are strings.</summary>
internal static class YamlScalars
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public static NodeKind Kind(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => NodeKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => NodeKind.Boolean,
        _ => IsNumber(text) ? NodeKind.Number : NodeKind.String,
    };

    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            return text.Length > 2 && text[2..].IndexOfAnyExcept(HexDigits) < 0;
        }

        if (text.StartsWith("0o", StringComparison.Ordinal))
        {
            return text.Length > 2 && text[2..].IndexOfAnyExceptInRange('0', '7') < 0;
        }

        if (text[0] is '+' or '-')
        {
            text = text[1..];
        }

        var whole = Digits(ref text);
        var fraction = 0;
        if (text is ['.', ..])
        {
            text = text[1..];
            fraction = Digits(ref text);
        }

        if (whole + fraction == 0)
        {
            return false;
        }

        if (text is ['e' or 'E', .. var exponent])
        {
            text = exponent is ['+' or '-', .. var unsigned] ? unsigned : exponent;
            return Digits(ref text) > 0 && text.IsEmpty;
        }

        return text.IsEmpty;
    }

    private static int Digits(ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        var count = end < 0 ? text.Length : end;
        text = text[count..];
        return count;
    }
}
