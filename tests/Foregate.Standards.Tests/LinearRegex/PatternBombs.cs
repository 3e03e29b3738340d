// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.LinearRegex;

/// <summary>Patterns and texts that were made to cost much; the benchmarks measure the same.</summary>
internal static class PatternBombs
{
    /// <summary>The steps that one match may take there and in the tests: as many as a path or a schema has at first.</summary>
    public const int Steps = 400_000;

    private const int Long = 20_000;

    private static readonly string s_as = new('a', Long);
    private static readonly string s_letters = Letters("ab");

    /// <summary>Each with whether it is refused, or its text is; what is not costs little here. All are read as JavaScript's and as Java's.</summary>
    public static IEnumerable<(string Name, string Pattern, string Text, bool IsRefused)> All() =>
    [
        ("stars in stars", "(a*)*b", s_as, false),
        ("plusses in plusses", "^(a+)+$", s_as + "b", false),
        ("two plusses that share", "(x+x+)+y", new string('x', Long), false),
        ("alternatives that share", "^(a|aa)+$", s_as + "b", false),
        ("an alternative of itself", "^(a|a)*$", s_as + "b", false),
        ("many optional ones before as many", string.Concat(Enumerable.Repeat("a?", 100)) + new string('a', 100), s_as, false),
        ("spaces at an end", @"^[\s\S]*\s+$", new string(' ', Long) + "x", false),
        ("an address", @"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$", s_as + "!", false),
        ("states that double with each letter", "(a|b)*a(a|b){20}c", s_letters, true),
        ("states that double with each of many letters", "(a|b)*a(a|b){900}c", s_letters, true),
        ("a last letter far from the end", "(.*a){40}.{40}c", s_letters, true),
        ("counted in counted", "((a{1,100}){1,100}){1,100}", s_as, true),
        ("counted in counted, as much as may be", "((a{1,15}){1,15}){1,15}b", s_as, true),
        ("a huge count", "a{2147483647}", s_as, true),
        ("a count beyond numbers", "a{99999999999999999999}", s_as, true),
        ("empty ones counted", "(((|){60}){60}){60}b", s_as, true),
        ("many alternatives", string.Join('|', Enumerable.Range(0, 180).Select(static i => $"ab{i}c")), s_letters, false),
        ("alternatives of a hundred that look everywhere", string.Join('|', Enumerable.Range(0, 100).Select(static i => $".*{(char)(0x100 + i)}.{(char)(0x200 + i)}")), Letters("\u0100\u0180\u0200\u0250xy"), false),
        ("classes of all letters, many times", @"([\p{L}\p{N}]{0,30}[\p{Lu}\P{Ll}]{0,30}){20}", new string('\u00e9', Long), false),
        ("a class of many letters", "[" + string.Concat(Enumerable.Range(0, 900).Select(static i => (char)(0x1000 + (2 * i)))) + "]*x", new string('\u1000', Long), false),
        ("many classes of letters", string.Concat(Enumerable.Range(0, 240).Select(static i => $"[{(char)(0x1000 + i)}-{(char)(0x2000 + i)}]")), new string('\u1800', Long), false),
        ("groups without end", new string('(', 400) + "a" + new string(')', 400), s_as, true),
        ("lazy ones in lazy ones", "(a*?)*?(a*?)*?b", s_as, false),
        ("words' ends everywhere", @"(\b\w*\b\W*)*\d\d", string.Concat(Enumerable.Repeat("ab ", Long / 3)), false),
        ("ends in the middle", "(a$|a^|a)*b", s_as, false),
        ("a dot, many times", "^.{0,900}$", new string('a', Long), false),
        ("an x after any eight hundred", "x.{800}y", new string('x', Long), true),
    ];

    private static string Letters(string of)
    {
        var random = new Random(5);
        return string.Create(Long, (of, random), static (text, from) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = from.of[from.random.Next(from.of.Length)];
            }
        });
    }
}
