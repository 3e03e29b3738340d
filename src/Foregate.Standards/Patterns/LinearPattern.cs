// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;

namespace Foregate.Standards.Patterns;

/// <summary>
/// A pattern that a stranger wrote, in JavaScript's or Java's words, made into one that takes time in proportion to what it reads. What cannot be
/// read so (references back, looking around) is refused when it is compiled.
/// </summary>
public sealed class LinearPattern
{
    private const int LongestPattern = 4096;

    private readonly Regex _regex;

    private LinearPattern(Regex regex) => _regex = regex;

    /// <summary>The pattern, or null and why it is refused.</summary>
    /// <param name="isWhole">Whether a text must match from its beginning to its end; otherwise somewhere.</param>
    public static LinearPattern? Compile(string pattern, PatternDialect dialect, bool ignoresCase, bool isWhole, out string? fault)
    {
        if (pattern.Length > LongestPattern)
        {
            fault = $"a pattern may have {LongestPattern} characters at most";
            return null;
        }

        var translation = PatternTranslation.Of(pattern, dialect, out fault);
        if (translation is null)
        {
            return null;
        }

        var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | (ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        try
        {
            return new LinearPattern(new Regex(isWhole ? @"\A(?:" + translation + @")\z" : translation, options));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            fault = "the pattern cannot be read: " + pattern;
            return null;
        }
    }

    public bool IsMatch(ReadOnlySpan<char> text) => _regex.IsMatch(text);
}
