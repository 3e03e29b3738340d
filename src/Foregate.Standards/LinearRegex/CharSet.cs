// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Globalization;

namespace Foregate.Standards.LinearRegex;

/// <summary>A set of UTF-16 units: ranges in their order, none touching another.</summary>
internal sealed class CharSet
{
    private static readonly ConcurrentDictionary<string, CharSet> s_categories = new(StringComparer.Ordinal);

    private static readonly CharSet?[] s_ascii = new CharSet?[128];
    private static CharSet? s_words;
    private static CharSet? s_cased;

    private CharSet((char From, char To)[] ranges) => Ranges = ranges;

    public (char From, char To)[] Ranges { get; }

    public static CharSet Any { get; } = new([('\0', char.MaxValue)]);

    public static CharSet LineEnd { get; } = new([('\n', '\n')]);

    public static CharSet AsciiWords { get; } = new([('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]);

    /// <summary>What .NET takes for a part of a word at \b; nearly what Java did until its version 19.</summary>
    public static CharSet Words => s_words ??= Of(
        [.. Category("L")!.Ranges, .. Category("Mn")!.Ranges, .. Category("Nd")!.Ranges, .. Category("Pc")!.Ranges, ('\u200c', '\u200d')], isNegated: false, ignoresCase: false);

    /// <summary>Letters that have a case.</summary>
    public static CharSet Cased => s_cased ??= Of([.. Category("Lu")!.Ranges, .. Category("Ll")!.Ranges, .. Category("Lt")!.Ranges], isNegated: false, ignoresCase: false);

    /// <summary>One unit alone.</summary>
    public static CharSet Of(char c) => c < 128 ? s_ascii[c] ??= new CharSet([(c, c)]) : new CharSet([(c, c)]);

    /// <param name="ranges">In any order; they may meet.</param>
    /// <param name="isNegated">Whether it is all the others.</param>
    /// <param name="ignoresCase">Whether the letters of ASCII stand for both of their forms, as Java has it without further flags.</param>
    public static CharSet Of(List<(char From, char To)> ranges, bool isNegated, bool ignoresCase)
    {
        for (var i = ranges.Count - 1; ignoresCase && i >= 0; i--)
        {
            Fold(ranges, ranges[i], 'a', 'z', 'A');
            Fold(ranges, ranges[i], 'A', 'Z', 'a');
        }

        ranges.Sort();
        var joined = new List<(char From, char To)>();
        foreach (var range in ranges)
        {
            if (joined.Count > 0 && range.From <= joined[^1].To + 1)
            {
                joined[^1] = (joined[^1].From, (char)Math.Max(joined[^1].To, range.To));
            }
            else
            {
                joined.Add(range);
            }
        }

        return new CharSet([.. isNegated ? Others(joined) : joined]);
    }

    /// <summary>The units of one of Unicode's categories (Lu) or groups of them (L); null when there is none of that name.</summary>
    public static CharSet? Category(string name)
    {
        if (s_categories.TryGetValue(name, out var known))
        {
            return known;
        }

        var wanted = new bool[32];
        var isKnown = false;
        for (var category = UnicodeCategory.UppercaseLetter; category <= UnicodeCategory.OtherNotAssigned; category++)
        {
            wanted[(int)category] = name.Length > 0 && Short(category).StartsWith(name, StringComparison.Ordinal);
            isKnown |= wanted[(int)category];
        }

        if (!isKnown)
        {
            return null;
        }

        var ranges = new List<(char, char)>();
        for (var c = 0; c <= char.MaxValue; c++)
        {
            if (wanted[(int)char.GetUnicodeCategory((char)c)])
            {
                ranges.Add(((char)c, (char)c));
            }
        }

        return s_categories.GetOrAdd(name, Of(ranges, isNegated: false, ignoresCase: false));
    }

    public static List<(char From, char To)> Others(IReadOnlyList<(char From, char To)> ranges)
    {
        var others = new List<(char, char)>();
        var next = 0;
        foreach (var (from, to) in ranges)
        {
            if (from > next)
            {
                others.Add(((char)next, (char)(from - 1)));
            }

            next = to + 1;
        }

        if (next <= char.MaxValue)
        {
            others.Add(((char)next, char.MaxValue));
        }

        return others;
    }

    private static void Fold(List<(char From, char To)> ranges, (char From, char To) range, char first, char last, char other)
    {
        var from = Math.Max(range.From, first);
        var to = Math.Min(range.To, last);
        if (from <= to)
        {
            ranges.Add(((char)(from - first + other), (char)(to - first + other)));
        }
    }

    private static string Short(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => "Lu",
        UnicodeCategory.LowercaseLetter => "Ll",
        UnicodeCategory.TitlecaseLetter => "Lt",
        UnicodeCategory.ModifierLetter => "Lm",
        UnicodeCategory.OtherLetter => "Lo",
        UnicodeCategory.NonSpacingMark => "Mn",
        UnicodeCategory.SpacingCombiningMark => "Mc",
        UnicodeCategory.EnclosingMark => "Me",
        UnicodeCategory.DecimalDigitNumber => "Nd",
        UnicodeCategory.LetterNumber => "Nl",
        UnicodeCategory.OtherNumber => "No",
        UnicodeCategory.SpaceSeparator => "Zs",
        UnicodeCategory.LineSeparator => "Zl",
        UnicodeCategory.ParagraphSeparator => "Zp",
        UnicodeCategory.Control => "Cc",
        UnicodeCategory.Format => "Cf",
        UnicodeCategory.Surrogate => "Cs",
        UnicodeCategory.PrivateUse => "Co",
        UnicodeCategory.ConnectorPunctuation => "Pc",
        UnicodeCategory.DashPunctuation => "Pd",
        UnicodeCategory.OpenPunctuation => "Ps",
        UnicodeCategory.ClosePunctuation => "Pe",
        UnicodeCategory.InitialQuotePunctuation => "Pi",
        UnicodeCategory.FinalQuotePunctuation => "Pf",
        UnicodeCategory.OtherPunctuation => "Po",
        UnicodeCategory.MathSymbol => "Sm",
        UnicodeCategory.CurrencySymbol => "Sc",
        UnicodeCategory.ModifierSymbol => "Sk",
        UnicodeCategory.OtherSymbol => "So",
        _ => "Cn",
    };
}
