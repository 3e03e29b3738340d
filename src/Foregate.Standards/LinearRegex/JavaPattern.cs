// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;

namespace Foregate.Standards.LinearRegex;

/// <summary>
/// A pattern of Java's java.util.regex, matched in time linear in the text. What needs back-tracking (references back, looking around,
/// possessive quantifiers) is refused, as is what would make too large an automaton.
/// </summary>
public sealed class JavaPattern
{
    /// <summary>Characters of a pattern at most.</summary>
    public const int MaxLength = 1000;

    private readonly string _translated;
    private Regex? _regex;
    private Regex? _whole;

    private JavaPattern(string source, string translated, string? literal, int size)
    {
        Source = source;
        Literal = literal;
        Size = size;
        _translated = translated;
    }

    public string Source { get; }

    /// <summary>The text that alone it matches, where it is as simple as that.</summary>
    public string? Literal { get; }

    /// <summary>About how many states it has: what a step through a text may cost.</summary>
    public int Size { get; }

    /// <summary>Finds within texts.</summary>
    public Regex Regex => _regex ??= Make(_translated);

    /// <summary>Reads a pattern; null with the reason when it is none or is refused.</summary>
    public static JavaPattern? Parse(string pattern, out string? error)
    {
        error = null;
        if (pattern.Length > MaxLength)
        {
            error = $"The pattern is longer than {MaxLength} characters.";
            return null;
        }

        var translation = JavaPatternReader.Read(pattern);
        if (translation.Error is not null)
        {
            error = translation.Error;
            return null;
        }

        if (translation.Literal is { Length: > 0 } literal)
        {
            return new JavaPattern(pattern, translation.Text, literal, 1);
        }

        try
        {
            // One of the two automata is made now, to see that it can be.
            return new JavaPattern(pattern, translation.Text, null, translation.Size) { _whole = MakeWhole(translation.Text) };
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            error = e is NotSupportedException
                ? "The pattern needs back-tracking (a reference back, or looking around), which is not served. Write it without."
                : e.Message;
            return null;
        }
    }

    /// <summary>Whether it matches the text from its beginning to its end: Java's matches().</summary>
    public bool IsWhole(string text) =>
        Literal is not null ? text == Literal : (_whole ??= MakeWhole(_translated)).IsMatch(text);

    private static Regex MakeWhole(string pattern) => Make($@"\A(?:{pattern})\z");

    private static Regex Make(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
