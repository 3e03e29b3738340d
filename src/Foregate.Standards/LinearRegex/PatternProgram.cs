// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Foregate.Standards.LinearRegex;

/// <summary>A pattern as the instructions of an automaton: each knows those that follow it.</summary>
internal sealed class PatternProgram
{
    private const int MostInstructions = 40_000;

    private readonly List<Instruction> _code = [];
    private readonly bool _isUnicode;
    private readonly bool _tellsGroups;
    private bool _isTooLarge;

    private PatternProgram(bool isWhole, bool isUnicode, bool tellsGroups)
    {
        IsWhole = isWhole;
        _tellsGroups = tellsGroups;
        _isUnicode = isUnicode;
    }

    public enum Operation
    {
        /// <summary>The pattern has been found.</summary>
        Found,

        /// <summary>A unit of the set X; goes on at Y.</summary>
        Unit,

        /// <summary>Goes on at X and, where that leads nowhere, at Y.</summary>
        Both,

        /// <summary>Goes on at Y where the place is one of sort X.</summary>
        Place,

        /// <summary>Notes the place as the Xth; goes on at Y.</summary>
        Note,
    }

    /// <summary>Whether the text has to match from its beginning to its end, rather than somewhere.</summary>
    public bool IsWhole { get; }

    public ReadOnlySpan<Instruction> Code => CollectionsMarshal.AsSpan(_code);

    public int Entry { get; private set; }

    public PatternAlphabet Alphabet { get; } = new();

    /// <summary>The number of the set of what words are made of; -1 where nothing asks for it.</summary>
    public int Words { get; private set; } = -1;

    /// <summary>Whether anything is asked of the text's beginning.</summary>
    public bool AsksForStart { get; private set; }

    /// <summary>Whether a line's end is something else as the last unit.</summary>
    public bool AsksForLastLine { get; private set; }

    /// <summary>Null when it would be too large.</summary>
    /// <param name="isUnicode">Whether \b knows words beyond ASCII.</param>
    /// <param name="tellsGroups">Whether it notes where groups begin and end, and begins at once rather than somewhere.</param>
    public static PatternProgram? Of(PatternNode root, bool isWhole, bool isUnicode, bool tellsGroups = false)
    {
        var program = new PatternProgram(isWhole, isUnicode, tellsGroups);
        program.Entry = program.Emit(root, program.Add(Operation.Found, 0, 0));
        if (!isWhole && !tellsGroups && !root.IsAtStart)
        {
            // What comes before it may be anything.
            var either = program.Add(Operation.Both, program.Entry, 0);
            program._code[either] = new Instruction(Operation.Both, program.Entry, program.Add(Operation.Unit, program.Alphabet.Number(CharSet.Any), either));
            program.Entry = either;
        }

        if (program._isTooLarge)
        {
            return null;
        }

        if (program.AsksForLastLine)
        {
            program.Alphabet.Number(CharSet.LineEnd);
        }

        program.Alphabet.Close();
        return program;
    }

    private int Add(Operation operation, int x, int y)
    {
        _isTooLarge |= _code.Count >= MostInstructions;
        if (!_isTooLarge)
        {
            _code.Add(new Instruction(operation, x, y));
        }

        return _code.Count - 1;
    }

    /// <summary>Where it begins, when what follows it is at a place.</summary>
    private int Emit(PatternNode node, int next)
    {
        if (_isTooLarge)
        {
            return next;
        }

        switch (node.Kind)
        {
            case PatternNode.Sort.Unit:
                return Add(Operation.Unit, Alphabet.Number(node.Set!), next);
            case PatternNode.Sort.Place:
                AsksForStart |= node.Where == PatternNode.Place.Start;
                AsksForLastLine |= node.Where == PatternNode.Place.EndOfLastLine;
                Words = node.Where is PatternNode.Place.WordBoundary or PatternNode.Place.NoWordBoundary ? Alphabet.Number(_isUnicode ? CharSet.Words : CharSet.AsciiWords) : Words;
                return Add(Operation.Place, (int)node.Where, next);
            case PatternNode.Sort.Sequence:
                for (var i = node.Parts.Length - 1; i >= 0; i--)
                {
                    next = Emit(node.Parts[i], next);
                }

                return next;
            case PatternNode.Sort.Choice:
                var entry = Emit(node.Parts[^1], next);
                for (var i = node.Parts.Length - 2; i >= 0; i--)
                {
                    entry = Add(Operation.Both, Emit(node.Parts[i], next), entry);
                }

                return entry;
            case PatternNode.Sort.Group when _tellsGroups:
                return Add(Operation.Note, 2 * node.Number, Emit(node.Parts[0], Add(Operation.Note, (2 * node.Number) + 1, next)));
            case PatternNode.Sort.Group:
                return Emit(node.Parts[0], next);
            default:
                return Repeat(node, next);
        }
    }

    private int Repeat(PatternNode node, int next)
    {
        var entry = next;
        if (node.Most < 0)
        {
            entry = Add(Operation.Both, next, next);
            var part = Emit(node.Parts[0], entry);
            if (!_isTooLarge)
            {
                _code[entry] = node.IsLazy ? new Instruction(Operation.Both, next, part) : new Instruction(Operation.Both, part, next);
            }
        }

        for (var i = node.Least; i < node.Most && !_isTooLarge; i++)
        {
            var part = Emit(node.Parts[0], entry);
            entry = node.IsLazy ? Add(Operation.Both, next, part) : Add(Operation.Both, part, next);
        }

        for (var i = 0; i < node.Least && !_isTooLarge; i++)
        {
            entry = Emit(node.Parts[0], entry);
        }

        return entry;
    }

    public readonly record struct Instruction(Operation Operation, int X, int Y);
}
