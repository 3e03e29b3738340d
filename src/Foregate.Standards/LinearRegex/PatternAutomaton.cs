// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.LinearRegex;

/// <summary>
/// Runs a pattern over texts in one pass. Where it may be in the pattern at once is a state, made when it is first come to and kept, so that most units cost
/// one look into a table. Patterns can have more states than memory: once there is no more room, further ones are made anew each time, within the caller's
/// steps. For any number of threads.
/// </summary>
internal sealed class PatternAutomaton
{
    // Entries of tables and lists that are kept: 128 KiB.
    private const int MostKept = 32_768;

    private const int StateSteps = 50;

    // What stood before: the last entry of a state.
    private const int Other = 0;
    private const int Word = 1;
    private const int Beginning = 2;

    private static readonly State s_found = new([], 0);
    private static readonly SequenceComparer s_comparer = new();
    private static readonly State s_never = new([], 0);

    [ThreadStatic]
    private static PatternScratch? t_scratch;

    private readonly PatternProgram _program;
    private readonly PatternAlphabet _alphabet;
    private readonly Dictionary<int[], State> _states = new(s_comparer);
    private readonly Dictionary<int[], State>.AlternateLookup<ReadOnlySpan<int>> _byList;
    private readonly Lock _lock = new();
    private readonly State _first;

    // Of classes and, where a pattern asks, one more: a line's end that is the last unit.
    private readonly int _columns;
    private int _kept;

    private PatternAutomaton(PatternProgram program)
    {
        _program = program;
        _alphabet = program.Alphabet;
        _columns = _alphabet.Classes + 1;
        _byList = _states.GetAlternateLookup<ReadOnlySpan<int>>();
        int[] list = [program.Entry, program.AsksForStart || program.Words >= 0 ? Beginning : Other];
        _first = new State(list, _columns);
        _states[list] = _first;
    }

    /// <param name="text">What a reader of patterns wrote.</param>
    /// <param name="isWhole">Whether texts have to match from their beginning to their end, rather than somewhere.</param>
    /// <param name="isUnicode">Whether \b knows words beyond ASCII.</param>
    /// <returns>Null when it is no pattern, or too large a one.</returns>
    public static PatternAutomaton? Of(string text, bool isWhole, bool isUnicode) =>
        PatternTree.Read(text) is { } root && PatternProgram.Of(root, isWhole, isUnicode) is { } program ? new PatternAutomaton(program) : null;

    /// <summary>Whether a text matches; also false when the steps did not reach, which are then below 0.</summary>
    public bool IsMatch(ReadOnlySpan<char> text, ref int steps)
    {
        // Null: a state that is not kept, in this thread's scratch.
        State? state = _first;
        var last = _program.AsksForLastLine ? text.Length - 1 : -1;
        for (var i = 0; i < text.Length; i++)
        {
            var column = i == last && text[i] == '\n' ? _columns - 1 : _alphabet.Class(text[i]);
            if (state?.Next[column] is not { } next && (next = Make(state, column, ref steps)) is null && steps < 0)
            {
                return false;
            }

            if (next == s_found || next == s_never)
            {
                return next == s_found;
            }

            state = next;
        }

        return IsFoundAtEnd(state, ref steps);
    }

    /// <summary>The state behind another; null when it cannot be kept, or the steps do not reach.</summary>
    private State? Make(State? state, int column, ref int steps)
    {
        var scratch = Scratch();
        if (state is null)
        {
            scratch.Swap();
        }

        var isFound = Advance(state is null ? scratch.Before : state.List, column, scratch, ref steps);
        var next = steps < 0 ? null : isFound ? s_found : scratch.Count <= 1 ? s_never : Kept(scratch.List, ref steps);
        if (state is not null && next is not null)
        {
            state.Next[column] = next;
        }

        return next;
    }

    private State? Kept(ReadOnlySpan<int> list, ref int steps)
    {
        lock (_lock)
        {
            if (_byList.TryGetValue(list, out var known))
            {
                return known;
            }

            var size = list.Length + (2 * _columns);
            if (_kept + size > MostKept)
            {
                return null;
            }

            _kept += size;
            // Memory costs its share of the steps, so that no caller makes many patterns keep much at once.
            steps -= size + StateSteps;
            var made = new State(list.ToArray(), _columns);
            _states[made.List] = made;
            return made;
        }
    }

    private PatternScratch Scratch()
    {
        var scratch = t_scratch ??= new PatternScratch();
        scratch.Fit(_program.Code.Length);
        return scratch;
    }

    private bool IsFoundAtEnd(State? state, ref int steps)
    {
        if (state is { IsFoundAtEnd: { } known })
        {
            return known;
        }

        var scratch = Scratch();
        if (state is null)
        {
            scratch.Swap();
            return Advance(scratch.Before, -1, scratch, ref steps) && steps >= 0;
        }

        var isFound = Advance(state.List, -1, scratch, ref steps);
        state.IsFoundAtEnd = isFound;
        return isFound && steps >= 0;
    }

    /// <summary>All places that a unit leads to, into the scratch; whether the pattern is found before it.</summary>
    /// <param name="column">Of the unit; -1 for the text's end.</param>
    private bool Advance(ReadOnlySpan<int> list, int column, PatternScratch scratch, ref int steps)
    {
        var code = _program.Code;
        var before = list[^1];
        var isEnd = column < 0;
        var isLastLine = column == _columns - 1;
        var @class = isLastLine ? _alphabet.Class('\n') : column;
        var isWord = !isEnd && _program.Words >= 0 && _alphabet.Has(_program.Words, @class);
        scratch.Begin(list[..^1]);
        while (scratch.TryTake(out var at))
        {
            ref readonly var instruction = ref code[at];
            switch (instruction.Operation)
            {
                case PatternProgram.Operation.Found:
                    if (isEnd || !_program.IsWhole)
                    {
                        return true;
                    }

                    break;
                case PatternProgram.Operation.Unit:
                    if (!isEnd && _alphabet.Has(instruction.X, @class))
                    {
                        scratch.Add(instruction.Y);
                    }

                    break;
                case PatternProgram.Operation.Both:
                    scratch.Put(instruction.Y);
                    scratch.Put(instruction.X);
                    break;
                case PatternProgram.Operation.Note:
                    scratch.Put(instruction.Y);
                    break;
                default:
                    if (Holds((PatternNode.Place)instruction.X, before, isEnd, isLastLine, isWord))
                    {
                        scratch.Put(instruction.Y);
                    }

                    break;
            }
        }

        steps -= scratch.Taken;
        scratch.End(isWord ? Word : Other);
        return false;
    }

    private static bool Holds(PatternNode.Place place, int before, bool isEnd, bool isLastLine, bool isWord) => place switch
    {
        PatternNode.Place.Start => before == Beginning,
        PatternNode.Place.End => isEnd,
        PatternNode.Place.EndOfLastLine => isEnd || isLastLine,
        PatternNode.Place.WordBoundary => before == Word != isWord,
        _ => before == Word == isWord,
    };

    /// <summary>Places in the program, in their order, and what stood before; and the state behind it for each column, where it is known.</summary>
    private sealed class State(int[] list, int columns)
    {
        public int[] List { get; } = list;

        public State?[] Next { get; } = new State?[columns];

        /// <summary>Whether the pattern is found where the text ends here; null while nobody has asked.</summary>
        public bool? IsFoundAtEnd { get; set; }
    }

    private sealed class SequenceComparer : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] list) => GetHashCode(list.AsSpan());

        public bool Equals(ReadOnlySpan<int> alternate, int[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<int> alternate)
        {
            var hash = 17u;
            foreach (var one in alternate)
            {
                hash = (hash ^ (uint)one) * 0x9E3779B1;
                hash ^= hash >> 15;
            }

            return (int)hash;
        }

        public int[] Create(ReadOnlySpan<int> alternate) => alternate.ToArray();
    }
}
