// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Mapping;

/// <summary>A mapping template without anything of the template language in it: what it says is what it gives.</summary>
internal static class ConstantTemplate
{
    private static readonly string[] Directives =
        ["set", "if", "else", "end", "foreach", "define", "macro", "include", "parse", "evaluate", "stop", "break", "{", "#", "*", "[[", "@"];

    /// <summary>Whether it says nothing that would have to be evaluated.</summary>
    public static bool IsConstant(string template)
    {
        for (var i = 0; i < template.Length; i++)
        {
            if (IsReference(template, i) || IsDirective(template, i))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The template's bytes; null after noting a fault, when it would have to be evaluated.</summary>
    public static byte[]? Compile(string template, Compilation c)
    {
        for (var i = 0; i < template.Length; i++)
        {
            if (IsReference(template, i) || IsDirective(template, i))
            {
                var line = template.AsSpan(0, i).Count('\n') + 1;
                c.Fault($"The mapping template uses the template language ({Excerpt(template, i)}, line {line}), which is not served yet. Write a constant text.");
                return null;
            }
        }

        return Encoding.UTF8.GetBytes(template);
    }

    // $name, $!name, ${name}; a backslash before the sign would be an escape.
    private static bool IsReference(string template, int at)
    {
        if (template[at] != '$' || at + 1 == template.Length)
        {
            return false;
        }

        var next = template[at + 1];
        return char.IsAsciiLetter(next) || next is '!' or '{' or '_' || (at > 0 && template[at - 1] == '\\');
    }

    private static bool IsDirective(string template, int at)
    {
        if (template[at] != '#')
        {
            return false;
        }

        var rest = template.AsSpan(at + 1);
        foreach (var directive in Directives)
        {
            if (rest.StartsWith(directive, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return at > 0 && template[at - 1] == '\\';
    }

    private static string Excerpt(string template, int at)
    {
        var rest = template.AsSpan(at, Math.Min(24, template.Length - at));
        var end = rest.IndexOfAny('\r', '\n', ' ');
        return (end < 0 ? rest : rest[..end]).ToString();
    }
}
