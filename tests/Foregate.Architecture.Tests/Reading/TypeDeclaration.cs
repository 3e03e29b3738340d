// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;

namespace Foregate.Architecture.Tests.Reading;

/// <summary>A type as its file declares it.</summary>
internal sealed record TypeDeclaration(string Name, string Kind, string Modifiers, IReadOnlyList<string> Bases, bool IsTopLevel, SourceFile File, int Line)
{
    private static readonly Regex s_declaration = new(
        @"(?<=^|[;{}\])]\s*|\n\s*)(?<mods>(?:(?:public|internal|private|protected|sealed|static|abstract|readonly|ref|partial|file|unsafe|new)\s+)*)" +
        @"(?<kind>record\s+struct|record\s+class|class|struct|interface|enum|record|delegate\s+[\w<>\[\],.?\s]+?)\s+(?<name>[A-Za-z_]\w*)(?=\s*[<({:;\n])",
        RegexOptions.CultureInvariant);

    public bool IsPublic => Modifiers.Contains("public", StringComparison.Ordinal);

    public bool IsRecord => Kind.StartsWith("record", StringComparison.Ordinal);

    public bool IsDelegate => Kind.StartsWith("delegate", StringComparison.Ordinal);

    public static IReadOnlyList<TypeDeclaration> ReadAll(SourceFile file)
    {
        var code = file.Code;
        var found = new List<TypeDeclaration>();
        foreach (Match match in s_declaration.Matches(code))
        {
            var depth = code.AsSpan(0, match.Index).Count('{') - code.AsSpan(0, match.Index).Count('}');
            found.Add(new TypeDeclaration(
                match.Groups["name"].Value,
                match.Groups["kind"].Value,
                match.Groups["mods"].Value,
                ReadBases(code, match.Index + match.Length),
                depth == 0,
                file,
                file.LineOf(match.Groups["kind"].Index)));
        }

        return found;
    }

    // After the name: type parameters, a primary constructor, then ": A, B<C>" up to the body or the constraints.
    private static List<string> ReadBases(string code, int at)
    {
        at = SkipBlank(code, at);
        at = SkipPair(code, at, '<', '>');
        at = SkipPair(code, at, '(', ')');
        var bases = new List<string>();
        if (at >= code.Length || code[at] != ':')
        {
            return bases;
        }

        var end = code.AsSpan(at).IndexOfAny('{', ';') is var found and >= 0 ? at + found : code.Length;
        var list = code[(at + 1)..end];
        var constraint = Regex.Match(list, @"\bwhere\b");
        list = constraint.Success ? list[..constraint.Index] : list;
        foreach (Match name in Regex.Matches(Flatten(list), @"(?<=^|,)\s*(?:[\w]+\.)*(?<name>\w+)"))
        {
            bases.Add(name.Groups["name"].Value);
        }

        return bases;
    }

    // Without what stands in angle brackets and parentheses, so that commas separate bases only.
    private static string Flatten(string list)
    {
        var depth = 0;
        var kept = new System.Text.StringBuilder();
        foreach (var c in list)
        {
            depth += c is '<' or '(' ? 1 : c is '>' or ')' ? -1 : 0;
            if (depth == 0 && c is not ('>' or ')'))
            {
                kept.Append(c);
            }
        }

        return kept.ToString();
    }

    private static int SkipPair(string code, int at, char open, char close)
    {
        if (at >= code.Length || code[at] != open)
        {
            return at;
        }

        var depth = 0;
        for (; at < code.Length; at++)
        {
            depth += code[at] == open ? 1 : code[at] == close ? -1 : 0;
            if (depth == 0)
            {
                return SkipBlank(code, at + 1);
            }
        }

        return at;
    }

    private static int SkipBlank(string code, int at)
    {
        while (at < code.Length && char.IsWhiteSpace(code[at]))
        {
            at++;
        }

        return at;
    }
}
