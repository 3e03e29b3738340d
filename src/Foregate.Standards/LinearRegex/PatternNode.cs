// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.LinearRegex;

/// <summary>A part of a pattern: one unit of a set, a place between units, parts one behind the other, one of several, one repeated, or one that is told afterwards.</summary>
internal sealed class PatternNode
{
    public enum Sort
    {
        Unit,
        Place,
        Sequence,
        Choice,
        Repetition,
        Group,
    }

    /// <summary>What is asked of the place between two units.</summary>
    public enum Place
    {
        Start,
        End,

        /// <summary>The end, or before a line's end that is the last unit.</summary>
        EndOfLastLine,
        WordBoundary,
        NoWordBoundary,
    }

    private PatternNode(Sort kind) => Kind = kind;

    public Sort Kind { get; }

    public CharSet? Set { get; private init; }

    public Place Where { get; private init; }

    public PatternNode[] Parts { get; private init; } = [];

    public int Least { get; private init; }

    /// <summary>-1 for no end.</summary>
    public int Most { get; private init; }

    /// <summary>Whether it takes as little as it can.</summary>
    public bool IsLazy { get; private init; }

    /// <summary>Of a group that can be told afterwards; from 1.</summary>
    public int Number { get; private init; }

    public bool IsEmpty => Kind == Sort.Sequence && Parts.Length == 0;

    public static PatternNode Unit(CharSet set) => new(Sort.Unit) { Set = set };

    public static PatternNode At(Place place) => new(Sort.Place) { Where = place };

    public static PatternNode Sequence(List<PatternNode> parts) => parts.Count == 1 ? parts[0] : new(Sort.Sequence) { Parts = [.. parts] };

    public static PatternNode Choice(List<PatternNode> parts) => parts.Count == 1 ? parts[0] : new(Sort.Choice) { Parts = [.. parts] };

    public static PatternNode Repeated(PatternNode part, int least, int most, bool isLazy) =>
        part.IsEmpty ? part : new(Sort.Repetition) { Parts = [part], Least = least, Most = most, IsLazy = isLazy };

    public static PatternNode Group(PatternNode part, int number) => new(Sort.Group) { Parts = [part], Number = number };

    /// <summary>Whether it can only be found at the text's beginning.</summary>
    public bool IsAtStart => Kind switch
    {
        Sort.Place => Where == Place.Start,
        Sort.Sequence or Sort.Group => Parts.Length > 0 && Parts[0].IsAtStart,
        Sort.Choice => Array.TrueForAll(Parts, static part => part.IsAtStart),
        _ => false,
    };
}
