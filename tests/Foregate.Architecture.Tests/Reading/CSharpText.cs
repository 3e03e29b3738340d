// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Architecture.Tests.Reading;

/// <summary>Reads C# as far as the rules need it: what is code, and what is a comment or a literal.</summary>
internal static class CSharpText
{
    /// <summary>The text with comments and the contents of string and character literals replaced by blanks; lines stay.</summary>
    public static string Blank(string text)
    {
        var to = text.ToCharArray();
        var at = 0;
        while (at < text.Length)
        {
            at = text[at] switch
            {
                '/' when Next(text, at) == '/' => Erase(to, at, EndOfLine(text, at)),
                '/' when Next(text, at) == '*' => Erase(to, at, After(text, "*/", at + 2)),
                '"' when text.AsSpan(at).StartsWith("\"\"\"") => Erase(to, at, EndOfRaw(text, at)),
                '"' when at > 0 && (text[at - 1] == '@' || (at > 1 && text[at - 1] == '$' && text[at - 2] == '@')) => Erase(to, at, EndOfVerbatim(text, at)),
                '"' => Erase(to, at, EndOfQuoted(text, at, '"')),
                '\'' => Erase(to, at, EndOfQuoted(text, at, '\'')),
                _ => at + 1,
            };
        }

        return new string(to);
    }

    private static char Next(string text, int at) => at + 1 < text.Length ? text[at + 1] : '\0';

    private static int EndOfLine(string text, int at) => text.IndexOf('\n', at) is var end and >= 0 ? end : text.Length;

    private static int After(string text, string mark, int from) => text.IndexOf(mark, Math.Min(from, text.Length), StringComparison.Ordinal) is var end and >= 0 ? end + mark.Length : text.Length;

    private static int EndOfRaw(string text, int at)
    {
        var quotes = 0;
        while (at + quotes < text.Length && text[at + quotes] == '"')
        {
            quotes++;
        }

        return After(text, new string('"', quotes), at + quotes);
    }

    private static int EndOfVerbatim(string text, int at)
    {
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                if (Next(text, at) != '"')
                {
                    return at + 1;
                }

                at++;
            }
        }

        return text.Length;
    }

    private static int EndOfQuoted(string text, int at, char quote)
    {
        for (at++; at < text.Length && text[at] != '\n'; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == quote)
            {
                return at + 1;
            }
        }

        return Math.Min(at, text.Length);
    }

    private static int Erase(char[] text, int from, int end)
    {
        for (var at = from; at < end; at++)
        {
            if (text[at] != '\n')
            {
                text[at] = ' ';
            }
        }

        return Math.Max(end, from + 1);
    }
}
