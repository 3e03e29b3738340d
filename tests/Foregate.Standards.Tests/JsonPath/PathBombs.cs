// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.Standards.Tests.JsonPath;

/// <summary>Paths and documents that were made to cost much; the benchmarks measure the same.</summary>
internal static class PathBombs
{
    private static readonly string s_nested = Nested(60, 40);
    private static readonly string s_numbers = "[" + string.Join(',', Enumerable.Range(0, 5_000)) + "]";
    private static readonly string s_objects = "[" + string.Join(',', Enumerable.Range(0, 1_000).Select(i => $$"""{"a":{{i}},"b":"{{new string('a', 40)}}","c":[1,2,3]}""")) + "]";

    /// <summary>Each with whether it is refused; what is not costs little here.</summary>
    public static IEnumerable<(string Name, string Path, string Document, bool IsRefused)> All() =>
    [
        ("scans in scans", "$..[*]..[*]..[*]..[*]", s_nested, true),
        ("scans of all in scans of all", "$..*..*..*..*..*", s_nested, true),
        ("a scan after each of many steps", "$" + string.Concat(Enumerable.Repeat("..*", 200)), s_nested, true),
        ("more steps than a path may have", "$" + string.Concat(Enumerable.Repeat(".a", 4_000)), "{}", true),
        ("filters in filters that scan", "$..[?(@..[?(@..[?(@..a)])])]", s_nested, true),
        ("filters in filters without end", "$" + string.Concat(Enumerable.Repeat("[?(@", 500)) + string.Concat(Enumerable.Repeat(")]", 500)), s_nested, true),
        ("brackets in a filter without end", "$[?(" + new string('(', 3_000) + "@.a" + new string(')', 3_000) + ")]", s_objects, true),
        ("negations without end", "$[?(" + new string('!', 4_000) + "@.a)]", s_objects, true),
        ("a filter of many comparisons", "$[?(" + string.Join(" || ", Enumerable.Range(0, 600).Select(i => "@.a<0")) + ")]", s_objects, true),
        ("a filter that scans the document for each element", "$[?(@.a == $..c)]", s_objects, true),
        ("a list held against itself", "$[?(@ in $)]", s_numbers, true),
        ("a list that is a part of itself", "$[?($ subsetof $)]", s_numbers, true),
        ("lists that are compared whole for each element", "$[?($ == $)]", s_numbers, true),
        ("an index named thousands of times", "$[" + string.Join(',', Enumerable.Repeat("0", 4_000)) + "]" + "[*]", "[" + s_numbers + "]", true),
        ("a name named a thousand times", "$['a'" + string.Concat(Enumerable.Repeat(",'a'", 1_500)) + "].*", "{\"a\":" + s_numbers + "}", true),
        ("a slice of the whole array, again and again", "$" + string.Concat(Enumerable.Repeat("[0:]", 200)), Nested(30, 2), false),
        ("a huge slice", "$[-2147483648:2147483647]", s_numbers, false),
        ("a huge index", "$[2147483647]", s_numbers, false),
        ("an index that is no number any more", "$[99999999999999999999]", s_numbers, true),
        ("a deep document", "$..a", string.Concat(Enumerable.Repeat("{\"a\":", 20_000)) + "1" + new string('}', 20_000), true),
        ("a document as deep as may be", "$..a..a..a..a", string.Concat(Enumerable.Repeat("{\"a\":", 250)) + "1" + new string('}', 250), true),
        ("a wide document for each of its members", "$..[?(@.length() > $..*.length())]", s_objects, true),
        ("a pattern with many states", "$[?(@.b =~ /(a|b)*a(a|b){90}c/)]", Texts(), true),
        ("a pattern that back-tracks elsewhere", "$[?(@.b =~ /(a*)*b/)]", s_objects, false),
        ("a pattern repeated without end", "$[?(@.b =~ /((a{1,100}){1,100}){1,100}/)]", s_objects, true),
        ("texts joined by a function many times", "$.concat(" + string.Join(',', Enumerable.Repeat("$..b", 800)) + ")", s_objects, true),
        ("sums for each element", "$[?($..a.sum() > @.a)]", s_objects, true),
        ("results that grow", "$..[*]..[*]", s_nested, true),
    ];

    private static string Nested(int depth, int times) =>
        "[" + string.Join(',', Enumerable.Repeat(string.Concat(Enumerable.Repeat("{\"a\":[", depth)) + "1" + string.Concat(Enumerable.Repeat("]}", depth)), times)) + "]";

    private static string Texts()
    {
        var random = new Random(3);
        var text = new StringBuilder("[");
        for (var i = 0; i < 40; i++)
        {
            text.Append(i == 0 ? "" : ",").Append("{\"b\":\"");
            for (var j = 0; j < 1_000; j++)
            {
                text.Append((char)('a' + random.Next(2)));
            }

            text.Append("\"}");
        }

        return text.Append(']').ToString();
    }
}
