// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.LinearRegex;

/// <summary>
/// Finds a pattern in texts, and its groups, as java.util.regex does: the first place counts, and at it the ways that the pattern prefers. All ways are followed at
/// once, the preferred ones first, so that a text is gone over once. Not for several threads at a time: each rents its own lists.
/// </summary>
internal sealed class PatternFinder
{
    // Places of groups, over all ways together: half a mebibyte for two lists.
    private const int MostPlaces = 65_536;

    [ThreadStatic]
    private static Lists? t_lists;

    private readonly PatternProgram _program;
    private readonly bool[]? _first;
    private readonly int _width;

    private PatternFinder(PatternProgram program, List<string?> groups)
    {
        _program = program;
        _width = 2 * (groups.Count + 1);
        Groups = groups;
        _first = First();
    }

    /// <summary>The groups' names; null for those that have none.</summary>
    public IReadOnlyList<string?> Groups { get; }

    /// <summary>Null when it is no pattern, too large a one, or has too many groups.</summary>
    public static PatternFinder? Of(string text, bool isUnicode)
    {
        var groups = new List<string?>();
        return PatternTree.Read(text, groups) is { } root && PatternProgram.Of(root, isWhole: false, isUnicode, tellsGroups: true) is { } program
            && (long)program.Code.Length * 2 * (groups.Count + 1) <= MostPlaces ? new PatternFinder(program, groups) : null;
    }

    /// <summary>Finds it at a place or behind it.</summary>
    /// <param name="places">Is given where the whole and each group begin and end; -1 for a group that took no part.</param>
    /// <param name="steps">What it may take; below 0 when that did not reach, and nothing is found then.</param>
    public bool TryFind(ReadOnlySpan<char> text, int from, Span<int> places, ref int steps)
    {
        var lists = t_lists ?? new Lists();
        t_lists = null;
        lists.Fit(_program.Code.Length, _width);
        var isFound = Find(text, from, places, lists, ref steps);
        t_lists = lists;
        return isFound && steps >= 0;
    }

    private bool Find(ReadOnlySpan<char> text, int from, Span<int> places, Lists lists, ref int steps)
    {
        var code = _program.Code;
        var isFound = false;
        lists.Begin(text.Length);
        for (var at = from; at <= text.Length && steps >= 0; at++)
        {
            if (lists.Count == 0)
            {
                if (isFound)
                {
                    return true;
                }

                while (_first is not null && at < text.Length && !_first[_program.Alphabet.Class(text[at])])
                {
                    at++;
                    steps -= at & 1;
                }
            }

            var @class = at < text.Length ? _program.Alphabet.Class(text[at]) : -1;
            if (!isFound)
            {
                // Begins here, too: the least preferred of all.
                lists.Fresh.Fill(-1);
                lists.Fresh[0] = at;
                Follow(_program.Entry, text, at, lists.Fresh, lists, ref steps);
            }

            lists.Swap();
            for (var i = 0; i < lists.BeforeCount; i++)
            {
                var (place, noted) = lists.Before(i);
                ref readonly var instruction = ref code[place];
                steps--;
                if (instruction.Operation == PatternProgram.Operation.Found)
                {
                    noted.CopyTo(places);
                    places[1] = at;
                    isFound = true;
                    // What comes after it is preferred less.
                    break;
                }

                if (@class >= 0 && _program.Alphabet.Has(instruction.X, @class))
                {
                    Follow(instruction.Y, text, at + 1, noted, lists, ref steps);
                }
            }
        }

        return isFound;
    }

    /// <summary>Adds a place and all that follow it without a unit, in the order of preference.</summary>
    private void Follow(int entry, ReadOnlySpan<char> text, int at, ReadOnlySpan<int> noted, Lists lists, ref int steps)
    {
        var code = _program.Code;
        var now = lists.Now;
        noted.CopyTo(now);
        lists.Open(entry);
        while (lists.TryTake(out var place, out var restored))
        {
            if (place < 0)
            {
                now[~place] = restored;
                continue;
            }

            if (!lists.See(place, at))
            {
                continue;
            }

            steps--;
            ref readonly var instruction = ref code[place];
            switch (instruction.Operation)
            {
                case PatternProgram.Operation.Both:
                    lists.Open(instruction.Y);
                    lists.Open(instruction.X);
                    break;
                case PatternProgram.Operation.Note:
                    lists.Restore(instruction.X, now[instruction.X]);
                    now[instruction.X] = at;
                    lists.Open(instruction.Y);
                    break;
                case PatternProgram.Operation.Place:
                    if (Holds((PatternNode.Place)instruction.X, text, at))
                    {
                        lists.Open(instruction.Y);
                    }

                    break;
                default:
                    lists.Add(place, now);
                    break;
            }
        }
    }

    private bool Holds(PatternNode.Place place, ReadOnlySpan<char> text, int at) => place switch
    {
        PatternNode.Place.Start => at == 0,
        PatternNode.Place.End => at == text.Length,
        PatternNode.Place.EndOfLastLine => at == text.Length || (at == text.Length - 1 && text[at] == '\n'),
        PatternNode.Place.WordBoundary => IsWord(text, at - 1) != IsWord(text, at),
        _ => IsWord(text, at - 1) == IsWord(text, at),
    };

    private bool IsWord(ReadOnlySpan<char> text, int at) => (uint)at < (uint)text.Length && _program.Alphabet.Has(_program.Words, _program.Alphabet.Class(text[at]));

    /// <summary>The classes that it may begin with; null where it may be empty.</summary>
    private bool[]? First()
    {
        var code = _program.Code;
        var first = new bool[_program.Alphabet.Classes];
        var seen = new bool[code.Length];
        var open = new Stack<int>([_program.Entry]);
        while (open.TryPop(out var place))
        {
            if (seen[place])
            {
                continue;
            }

            seen[place] = true;
            ref readonly var instruction = ref code[place];
            switch (instruction.Operation)
            {
                case PatternProgram.Operation.Found:
                    return null;
                case PatternProgram.Operation.Unit:
                    for (var i = 0; i < first.Length; i++)
                    {
                        first[i] |= _program.Alphabet.Has(instruction.X, i);
                    }

                    break;
                default:
                    open.Push(instruction.Y);
                    if (instruction.Operation == PatternProgram.Operation.Both)
                    {
                        open.Push(instruction.X);
                    }

                    break;
            }
        }

        return first;
    }

    /// <summary>The ways that are followed: each where it is in the program, and where its groups began and ended.</summary>
    private sealed class Lists
    {
        private int[] _places = [];
        private int[] _noted = [];
        private int[] _placesBefore = [];
        private int[] _notedBefore = [];
        private int[] _seenAt = [];
        private int[] _fresh = [];
        private int[] _now = [];
        private (int Place, int Restored)[] _open = [];
        private int _width;
        private int _opened;

        // Places of the text count on from one text to the next, so that what was seen needs no clearing.
        private int _base = 1;
        private int _end = 1;

        public int Count { get; private set; }

        public int BeforeCount { get; private set; }

        public Span<int> Fresh => _fresh.AsSpan(0, _width);

        public Span<int> Now => _now.AsSpan(0, _width);

        public void Fit(int places, int width)
        {
            _width = width;
            if (_places.Length < places)
            {
                _places = new int[places];
                _placesBefore = new int[places];
                _seenAt = new int[places];
                _open = new (int, int)[(3 * places) + 2];
            }

            if (_noted.Length < places * width)
            {
                _noted = new int[places * width];
                _notedBefore = new int[places * width];
            }

            if (_fresh.Length < width)
            {
                _fresh = new int[width];
                _now = new int[width];
            }
        }

        public void Begin(int length)
        {
            Count = BeforeCount = _opened = 0;
            _base = _end;
            if (_base > int.MaxValue - length - 2)
            {
                _seenAt.AsSpan().Clear();
                _base = 1;
            }

            _end = _base + length + 2;
        }

        public void Swap()
        {
            (_places, _placesBefore) = (_placesBefore, _places);
            (_noted, _notedBefore) = (_notedBefore, _noted);
            BeforeCount = Count;
            Count = 0;
        }

        public Way Before(int i) => new(_placesBefore[i], _notedBefore.AsSpan(i * _width, _width));

        /// <summary>Whether a place is come to for the first time at a place of the text.</summary>
        public bool See(int place, int at)
        {
            var isNew = _seenAt[place] != _base + at;
            _seenAt[place] = _base + at;
            return isNew;
        }

        public void Add(int place, ReadOnlySpan<int> noted)
        {
            noted.CopyTo(_noted.AsSpan(Count * _width));
            _places[Count++] = place;
        }

        public void Open(int place) => _open[_opened++] = (place, 0);

        /// <summary>What was noted is noted again once all that follows has been looked at.</summary>
        public void Restore(int noted, int value) => _open[_opened++] = (~noted, value);

        public bool TryTake(out int place, out int restored)
        {
            var isThere = _opened > 0;
            (place, restored) = isThere ? _open[--_opened] : default;
            return isThere;
        }
    }

    private readonly ref struct Way(int place, Span<int> noted)
    {
        private readonly Span<int> _noted = noted;

        public void Deconstruct(out int at, out Span<int> places)
        {
            at = place;
            places = _noted;
        }
    }
}
