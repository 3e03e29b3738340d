// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.LinearRegex;

/// <summary>
/// A pattern of JavaScript's (ECMA 262), as JSON Schema has it, made into one that takes time in proportion to what it reads. What cannot be
/// read so (references back, looking around) is refused when it is compiled.
/// </summary>
public sealed class EcmaPattern
{
    private const int LongestPattern = 4096;

    private readonly string _translation;
    private PatternAutomaton? _automaton;

    private EcmaPattern(string translation, int size)
    {
        _translation = translation;
        Size = size;
    }

    /// <summary>About how many states it needs.</summary>
    public int Size { get; }

    // Made when it is first asked: many patterns of a large schema never are.
    private PatternAutomaton Automaton => _automaton ??= PatternAutomaton.Of(_translation, isWhole: false, isUnicode: false)!;

    /// <summary>The pattern, or null and why it is refused.</summary>
    public static EcmaPattern? Compile(string pattern, out string? fault)
    {
        if (pattern.Length > LongestPattern)
        {
            fault = $"a pattern may have {LongestPattern} characters at most";
            return null;
        }

        var translation = EcmaPatternReader.Read(pattern, out var size, out fault);
        if (translation is null)
        {
            return null;
        }

        // What is read and within its size can be made.
        fault = PatternTree.Read(translation) is null ? "the pattern cannot be read: " + pattern : null;
        return fault is null ? new EcmaPattern(translation, size) : null;
    }

    /// <summary>Whether it matches somewhere in the text.</summary>
    public bool IsMatch(ReadOnlySpan<char> text)
    {
        var steps = int.MaxValue;
        return Automaton.IsMatch(text, ref steps);
    }

    /// <summary>The same within a caller's steps, of which only what is not known of the pattern yet takes some. False also when they do not reach, and are below 0 then.</summary>
    public bool IsMatch(ReadOnlySpan<char> text, ref int steps) => Automaton.IsMatch(text, ref steps);
}
