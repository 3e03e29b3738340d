// SPDX-License-Identifier: Apache-2.0
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
    private readonly PatternAutomaton? _whole;
    private PatternFinder? _finder;

    private JavaPattern(string source, string translated, string? literal, int size, PatternAutomaton? whole)
    {
        Source = source;
        Literal = literal;
        Size = size;
        _translated = translated;
        _whole = whole;
    }

    public string Source { get; }

    /// <summary>The text that alone it matches, where it is as simple as that.</summary>
    public string? Literal { get; }

    /// <summary>About how many states it has: what a step through a text may cost.</summary>
    public int Size { get; }

    /// <summary>
    /// How many bytes reading it takes at most: for itself, for each of its states, and for each category of Unicode that it names, which has hundreds of ranges. Measured;
    /// what limits patterns by it holds it against bombs.
    /// </summary>
    public int Bytes => Literal is not null ? 0 : (7 * 1024) + (64 * Size) + (48 * 1024 * (Source.AsSpan().Count("\\p") + Source.AsSpan().Count("\\P")));

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
            return new JavaPattern(pattern, translation.Text, literal, 1, null);
        }

        if (PatternAutomaton.Of(translation.Text, isWhole: true, isUnicode: true) is { } whole)
        {
            return new JavaPattern(pattern, translation.Text, null, translation.Size, whole);
        }

        error = "The pattern cannot be read.";
        return null;
    }

    /// <summary>Whether it matches the text from its beginning to its end: Java's matches().</summary>
    public bool IsWhole(string text)
    {
        var steps = int.MaxValue;
        return IsWhole(text, ref steps);
    }

    /// <summary>The same within a caller's steps, of which only what is not known of the pattern yet takes some. False also when they do not reach, and are below 0 then.</summary>
    public bool IsWhole(string text, ref int steps) => Literal is not null ? text == Literal : _whole!.IsMatch(text, ref steps);

    /// <summary>What finds the pattern within texts, group by group; null with the reason when it is too large for that.</summary>
    internal PatternFinder? Finder(out string? error)
    {
        _finder ??= PatternFinder.Of(_translated, isUnicode: true);
        error = _finder is null ? "The pattern repeats too much, or has too many groups." : null;
        return _finder;
    }
}
