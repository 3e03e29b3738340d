// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Sam.Trees;

/// <summary>Values as Python writes them. SAM's logical ids hash such texts, so every character counts.</summary>
internal static class PythonText
{
    /// <summary>What <c>json.dumps</c> gives: ASCII only; compact and with sorted keys, or with spaces and keys in their order.</summary>
    public static string Json(SamNode node, bool isCanonical)
    {
        var text = new StringBuilder();
        Json(text, node, isCanonical);
        return text.ToString();
    }

    /// <summary>What <c>str</c> gives for a mapping or a list.</summary>
    public static string Of(SamNode node)
    {
        var text = new StringBuilder();
        Of(text, node);
        return text.ToString();
    }

    /// <summary>What <c>json.dumps</c> gives with sorted keys and four spaces for every level.</summary>
    public static string Indented(SamNode node)
    {
        var text = new StringBuilder();
        Indented(text, node, "\n");
        return text.ToString();
    }

    private static void Indented(StringBuilder text, SamNode node, string line)
    {
        if (node.Count == 0)
        {
            Json(text, node, isCanonical: true);
            return;
        }

        var inner = $"{line}    ";
        text.Append(node.IsMap ? '{' : '[');
        var before = inner;
        foreach (var (key, value) in node.IsMap ? node.Keys.Order(StringComparer.Ordinal).Select(key => (key, node[key] ?? SamNode.Null())) : node.Items.Select(item => ("", item)))
        {
            text.Append(before);
            before = $",{inner}";
            if (node.IsMap)
            {
                Quoted(text, key);
                text.Append(": ");
            }

            Indented(text, value, inner);
        }

        text.Append(line).Append(node.IsMap ? '}' : ']');
    }

    private static void Json(StringBuilder text, SamNode node, bool isCanonical)
    {
        var comma = isCanonical ? "," : ", ";
        var before = "";
        switch (node.Kind)
        {
            case NodeKind.Mapping:
                text.Append('{');
                foreach (var key in isCanonical ? node.Keys.Order(StringComparer.Ordinal) : node.Keys.AsEnumerable())
                {
                    text.Append(before);
                    before = comma;
                    Quoted(text, key);
                    text.Append(isCanonical ? ":" : ": ");
                    Json(text, node[key] ?? SamNode.Null(), isCanonical);
                }

                text.Append('}');
                break;
            case NodeKind.Sequence:
                text.Append('[');
                foreach (var item in node.Items)
                {
                    text.Append(before);
                    before = comma;
                    Json(text, item, isCanonical);
                }

                text.Append(']');
                break;
            case NodeKind.String:
                Quoted(text, node.Text);
                break;
            case NodeKind.Boolean:
                text.Append(node.IsTrue ? "true" : "false");
                break;
            case NodeKind.Null:
                text.Append("null");
                break;
            default:
                text.Append(Number(node.Text));
                break;
        }
    }

    private static void Quoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\f' => text.Append("\\f"),
                '\b' => text.Append("\\b"),
                < ' ' or > '~' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }

    private static void Of(StringBuilder text, SamNode node)
    {
        var before = "";
        switch (node.Kind)
        {
            case NodeKind.Mapping:
                text.Append('{');
                foreach (var entry in node.Entries)
                {
                    text.Append(before);
                    before = ", ";
                    Quoted(text, entry.Key, entry.IsGiven);
                    text.Append(": ");
                    Of(text, entry.Value);
                }

                text.Append('}');
                break;
            case NodeKind.Sequence:
                text.Append('[');
                foreach (var item in node.Items)
                {
                    text.Append(before);
                    before = ", ";
                    Of(text, item);
                }

                text.Append(']');
                break;
            case NodeKind.String:
                Quoted(text, node.Text, node.IsGiven);
                break;
            case NodeKind.Boolean:
                text.Append(node.IsTrue ? "True" : "False");
                break;
            case NodeKind.Null:
                text.Append("None");
                break;
            default:
                text.Append(Number(node.Text));
                break;
        }
    }

    // Python takes double quotes only for a text that has single ones and no double ones. Texts of the template are Python 2's unicode: everything but
    // printable ASCII is escaped, and a backslash is doubled just once.
    private static void Quoted(StringBuilder text, string value, bool isGiven)
    {
        var quote = value.Contains('\'', StringComparison.Ordinal) && !value.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        if (isGiven)
        {
            text.Append('u');
        }

        text.Append(quote);
        foreach (var rune in value.EnumerateRunes())
        {
            var code = rune.Value;
            _ = code switch
            {
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                _ when code == quote => text.Append('\\').Append(quote),
                < ' ' or 0x7f => text.Append(CultureInfo.InvariantCulture, $"\\x{code:x2}"),
                < 0x7f => text.Append((char)code),
                _ when !isGiven => text.Append(rune.ToString()),
                <= 0xff => text.Append(CultureInfo.InvariantCulture, $"\\x{code:x2}"),
                <= 0xffff => text.Append(CultureInfo.InvariantCulture, $"\\u{code:x4}"),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\U{code:x8}"),
            };
        }

        text.Append(quote);
    }

    private static string Number(string text)
    {
        var plain = text.Replace("_", "", StringComparison.Ordinal);
        if (plain.StartsWith("0x", StringComparison.Ordinal) && ulong.TryParse(plain.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex))
        {
            return hex.ToString(CultureInfo.InvariantCulture);
        }

        if (Int128.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole.ToString(CultureInfo.InvariantCulture);
        }

        if (!double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return text;
        }

        var written = number.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);
        return written.Contains('.', StringComparison.Ordinal) || written.Contains('e', StringComparison.Ordinal) ? written : $"{written}.0";
    }
}
