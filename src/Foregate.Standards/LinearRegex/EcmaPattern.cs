// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;

namespace Foregate.Standards.LinearRegex;

/// <summary>
/// A pattern of JavaScript's (ECMA 262), as JSON Schema has it, made into one that takes time in proportion to what it reads. What cannot be
/// read so (references back, looking around) is refused when it is compiled.
/// </summary>
public sealed class EcmaPattern
{
    private const int LongestPattern = 4096;

    private readonly Regex _regex;

    private EcmaPattern(Regex regex) => _regex = regex;

    /// <summary>The pattern, or null and why it is refused.</summary>
    public static EcmaPattern? Compile(string pattern, out string? fault)
    {
        if (pattern.Length > LongestPattern)
        {
            fault = $"a pattern may have {LongestPattern} characters at most";
            return null;
        }

        var translation = EcmaPatternReader.Read(pattern, out fault);
        if (translation is null)
        {
            return null;
        }

        try
        {
            return new EcmaPattern(new Regex(translation, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            fault = "the pattern cannot be read: " + pattern;
            return null;
        }
    }

    /// <summary>Whether it matches somewhere in the text.</summary>
    public bool IsMatch(ReadOnlySpan<char> text) => _regex.IsMatch(text);
}
