// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Standards.JsonPath;

namespace Foregate.Standards.Tests.JsonPath;

/// <summary>Every path on every document, beside Jayway's own library in an old version and a current one. Every difference is on a list, and was looked at.</summary>
public sealed partial class JaywayComparisonTests : IDisposable
{
    private static readonly string[] s_documents =
    [
        JsonPathQueryTests.Store.ReplaceLineEndings(" "),
        """{"a":{"b":{"c":1,"d":[1,2,{"c":"x"}]},"c":null},"c":[[1,2],[3,[4]]],"price":3}""",
        """[{"a":1,"b":"x"},{"a":2},{"b":null},{"a":"2"},3,"text",null,true,[{"a":5}]]""",
        """{"a":[],"b":{},"c":"","d":0,"e":false,"price":"7"}""",
        """[1,2.5,-3,"4",null,true,{"price":10},[5,6]]""",
        """{"store":{"book":{"title":"alone","price":5},"n":[]},"a":{"a":{"a":[{"a":1}]}}}""",
        "{}",
        "[]",
    ];

    private static readonly string[] s_paths =
    [
        "$", "$.a", "$.a.b", "$.a.b.c", "$.a.c", "$.c", "$['a']", "$['a']['b']", "$['a','price']", "$['missing','price']", "$.missing", "$.missing.deeper", "$.a.missing", "a", "price", "store.book",
        "$.*", "$[*]", "$.a.*", "$.a[*]", "$.*.*", "$[*].a", "$[*].missing", "$.*.c", "$..a", "$..c", "$..price", "$..missing", "$..*", "$..a.c", "$..b.c", "$..a..c", "$..book[0]", "$..[0]", "$..[0].title",
        "$..[0].a", "$..[*]", "$..[*].a", "$..*.a", "$..a[0]", "$..['a']", "$..['a','c']", "$[0]", "$[1]", "$[9]", "$[0].a", "$[8][0].a", "$[0,1]", "$[0,9]", "$[1,0].a", "$.c[0]", "$.c[1][1]", "$.c[1][1][0]",
        "$[1:]", "$[:2]", "$[0:2]", "$[1:3]", "$[-2:]", "$[:-1]", "$[5:2]", "$[0:99]", "$[9:]", "$.c[0:1]", "$.store.book[0:2].title", "$.store.book[-1:].title", "$.store.book[*].title", "$.store.book[*].isbn",
        "$.store.book[*]['title','price']", "$.store.book[0]['title','missing']", "$.store..price", "$.store.book..price", "$.store.*.price", "$.store.book.*.price",
        "$.store.book[?(@.isbn)]", "$.store.book[?(!@.isbn)].title", "$.store.book[?(@.price < 10)].title", "$.store.book[?(@.price <= 8.95)].title", "$.store.book[?(@.price > 10)].title",
        "$.store.book[?(@.price >= 12.99)].title", "$.store.book[?(@.price == 8.95)].title", "$.store.book[?(@.price != 8.95)].title", "$.store.book[?(@.category == 'fiction')].title",
        "$.store.book[?(@.category == 'fiction' && @.price < 10)].title", "$.store.book[?(@.category == 'reference' || @.price > 10)].title", "$.store.book[?(@.price > $.expensive)].title",
        "$.store.book[?(@['price'] < 10)].title", "$.store.book[?(@.author =~ /.*Rees/)].title", "$.store.book[?(@.author =~ /.*rees/i)].title", "$.store.book[?(@.tags[0] == 'a')].title",
        "$[?(@.a)]", "$[?(@.a == 1)]", "$[?(@.a == 2)]", "$[?(@.a == '2')]", "$[?(@.a > 1)]", "$[?(@.b == null)]", "$[?(@.b != null)]", "$[?(@.a != 1)]", "$..[?(@.a)]", "$..[?(@.a == 1)]", "$..[?(@.price)].price",
        "$..[?(@.price > 5)]", "$..book[?(@.isbn)].title", "$[?(@ == 3)]", "$[?(@ > 2)]", "$[?(@.a == true)]", "$[?(@.e == false)]",
        "$.n[-1]", "$.n.length()", "$.n.sum()", "$.store.book[?(@.category in ['fiction'])].title", "$[\"a\"]", "$.store.book[?(@.tags empty true)].title",
        "$..[1].a", "$..[-1].a", "$..[0,1].a", "$..[0:2].a", "$..[0].a.a", "$..[?(@.a)].a", "$..book[*].price", "$..['a']['c']", "$.store['book','bicycle'].price", "$.*['a','b']", "$..n[0]", "$..a.length()", "$..price.sum()",
        "$[?(@..a)]", "$[?(@..a.c)]", "$[?(@.*.a)]", "$[?(@..*)]", "$[?(@[*].a)]", "$[?(@.a in $.b)]", "$[?(@.a nin 3)]", "$[?(@.b nin $.b)]", "$[?(@.missing nin [1])]", "$[?(@.missing in [null])]", "$.store.book[?(@..isbn)].title", "$[?(@.a.a)]", "$[?(!@.a)]", "$[?(@['a','b'])]", "$[?(@[0])]", "$[?(@.a < 3)]", "$[?(@.a >= '2')]", "$[?(@.price > '5')]", "$[?(@.a === 2)]", "$[?(@.a !== 2)]", "$[?('2' == @.a)]", "$[?(2 == @.a)]",
        "$[?(@.a in [1,'2'])]", "$[?(@.a nin [1])]", "$[?(@.b contains 'x')]", "$.store.book[?(@.tags contains 'b')].title", "$.store.book[?(@.tags size 1)].title", "$.store.book[?(@.tags all ['a','b'])].title",
        "$.store.book[?(@.tags subsetof ['a','b'])].title", "$.store.book[?(@.tags anyof ['a'])].title", "$.store.book[?(@.tags noneof ['a'])].title", "$.store.book[?(@.title =~ /S.*/)].price", "$.store.book[?(@.price =~ /8.*/)].price",
        "$.store.book[?((@.price < 9 || @.isbn) && @.category == 'fiction')].title", "$.store.book[?(!(@.price < 10))].title", "$.n.min()", "$.n.max()", "$.n.avg()", "$.n.stddev()", "$.n.first()", "$.n.last()", "$.n.index(1)", "$.n.append(4)", "$.store.keys()",
        "$.length()", "$.size()", "$.store.book.length()", "$.concat(\"a\",\"b\")", "$.sum($.n[0],$.n[1])", "$[0:2].a", "$[::2]", "$[-3:-1]", "$.a[-1]", "$.c[-1]", "$[?(@.a)][0]", "$.store.book[0,2].title", "$.store.book[-1]", "$['store']['book'][0]['title']",
        "$.a.b.d[2].c", "$..d[2].c", "$.store.*", "$.store.*[0]", "$.store[*][*].title", "$..book[?(@.price < $.expensive)].title", "$[?(@.length() > 1)]", "$[?(@.a.length() > 0)]", "$.a..c", "$.a[?(@.c)]", "$[?(@ in [3,null])]", "$[?(@ == null)]", "$[?(@ == true)]", "$[?(@ == [5,6])]",
        "$[?(@.a in 3)]", "$[?(@.b empty 3)]", "$[?(@.b size 'x')]", "$[?(@.a subsetof 3)]", "$[?(@.b contains 1)]", "$[?(@.a in $)]", "$[?(@.a==1)]", "$[?( @.a==1 )]", "$[?@.a]", "$[?(@.a = 1)]", "$[?(@.b == \"x\")]", "$.store.book[?(@.price<10&&@.isbn)].title",
        "$.", "$[", "$[]", "$['a',]", "$a", "$.a b", "$[?()]", "$[?(@.a]", "$['a','']", "$[a]", "$.['a']", "$.a.", "$...a", "$[1,]", "$[,1]", "$[ 0 ]", "$[ 'a' ]", "$[ 0 , 1 ]", "$ .a", "$[:]", "$[*,0]", "@.a", "$.a['b']['c']", "$..", "$.*[0]", "$['a'].b['c']", "$..*.*",
    ];

    /// <summary>Where Jayway's later versions, whose ways are taken, do otherwise than 2.0; each was looked at. V…: found, N: not found, E: refused.</summary>
    private static readonly (string Which, Func<string, string, string, bool> Is)[] s_reviewedOfOld =
    [
        ("a negative index counts from the end", (path, _, _) => NegativeIndex().IsMatch(path)),
        ("functions are called", (path, _, _) => Function().IsMatch(path)),
        ("a name or text may stand between double quotes", (path, _, _) => path.Contains('"', StringComparison.Ordinal)),
        ("in, nin, contains, size, empty and their like are words of filters", (path, _, _) => Word().IsMatch(path)),
        ("a step on a value of another kind is not found, not a mistake", (_, ours, theirs) => ours == "N" && theirs == "E"),
        ("a list is not found when the definite beginning of its path is not", (path, ours, theirs) => Indefinite().IsMatch(path) && ours == "N" && theirs == "V[]"),
        ("what is missing behind a step that finds many is passed over", (path, ours, theirs) => Indefinite().IsMatch(path) && ours[0] == 'V' && theirs is ("N" or "E")),
        ("[n] behind a deep scan chooses", (path, ours, theirs) => path == "$..[1].a" && ours == "V[]" && theirs == "V[1]"),
        ("what is missing is different from every value", (path, ours, theirs) => path.Contains("!=", StringComparison.Ordinal) && ours[0] == 'V' && theirs[0] == 'V'),
        ("what is null is there", (path, ours, theirs) => path == "$.a[?(@.c)]" && ours.Contains("null", StringComparison.Ordinal) && theirs == "V[]"),
        ("filters have brackets, and ! before them", (path, _, _) => path.Contains("((", StringComparison.Ordinal) || path.Contains("!(", StringComparison.Ordinal)),
        ("only numbers are larger or smaller than numbers, and texts than texts", (path, ours, theirs) => Order().IsMatch(path) && ours[0] == 'V' && theirs[0] == 'V' && ours.Length < theirs.Length),
        ("a literal may stand on the left", (path, _, theirs) => path is "$[?('2' == @.a)]" or "$[?(2 == @.a)]" && theirs == """V[{"a":"2"}]"""),
        ("commas that nothing follows, three dots and * among indexes are refused", (path, ours, _) => path is "$['a',]" or "$...a" or "$[1,]" or "$[,1]" or "$[*,0]" && ours == "E"),
    ];

    /// <summary>Where current Jayway has mistakes, or refuses what can be answered.</summary>
    private static readonly (string Which, Func<string, string, string, bool> Is)[] s_reviewedOfCurrent =
    [
        // Since 2.7 it takes the name of the step for an index there (its pull request 1084 mends it).
        ("what follows *, a slice, a negative or several indexes behind a deep scan is found, too", (path, ours, theirs) => Scanned().IsMatch(path) && ours[0] == 'V' && theirs[0] == 'V'),
        ("all is a word of filters", (path, _, theirs) => path.Contains(" all ", StringComparison.Ordinal) && theirs == "V[]"),
        ("what ends in a fault of its Java code is answered: looking among arrays and objects, asking an object whether it is empty", (path, ours, theirs) => path is "$[?(@.a in $)]" or "$[?(@.b empty 3)]" && ours == "V[]" && theirs == "E"),
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("foregate-jayway-");

    [Fact]
    public async Task Paths_find_what_Jayway_finds()
    {
        var peer = JaywayPeer.Old();
        await CompareAsync(peer, s_reviewedOfOld);
    }

    [Fact]
    public async Task Paths_find_what_current_Jayway_finds()
    {
        var peer = await JaywayPeer.CurrentAsync(_folder.FullName);
        await CompareAsync(peer, s_reviewedOfCurrent);
    }

    [Fact]
    public void The_differences_are_few_and_told()
    {
        var page = File.ReadAllText(Page());
        string[] differences = [.. s_reviewedOfOld.Concat(s_reviewedOfCurrent).Select(static each => each.Which)];
        Assert.InRange(differences.Length, 0, 20);
        Assert.All(differences, difference => Assert.Contains("\n- " + difference, page, StringComparison.Ordinal));
        Assert.Contains($"{s_paths.Length} paths on {s_documents.Length} documents", page, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task CompareAsync(JaywayPeer peer, (string Which, Func<string, string, string, bool> Is)[] reviewed)
    {
        var pairs = s_paths.SelectMany(path => s_documents.Select(document => (Path: path, Document: document))).ToList();
        Assert.True(pairs.Count >= 1_800, $"{pairs.Count} pairs");
        var used = new HashSet<string>();
        var answers = await peer.AnswersAsync(pairs, _folder.FullName);
        var differences = new List<string>();
        for (var i = 0; i < pairs.Count; i++)
        {
            var ours = Ours(pairs[i].Path, pairs[i].Document);
            var theirs = answers[i][0] == 'V' ? "V" + Json.Write(Json.Read(answers[i][1..])) : answers[i][..1];
            if (ours == theirs)
            {
                continue;
            }

            var which = reviewed.FirstOrDefault(each => each.Is(pairs[i].Path, ours, theirs)).Which;
            if (which is not null)
            {
                used.Add(which);
            }
            else
            {
                differences.Add($"{pairs[i].Path} of {pairs[i].Document}: {ours}, Jayway: {answers[i]}");
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.Equal(reviewed.Select(static each => each.Which), reviewed.Select(static each => each.Which).Where(used.Contains));
    }

    private static string Page()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Foregate.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "docs", "reference", "json-path.md");
    }

    private static string Ours(string path, string document)
    {
        var query = JsonPathQuery.Parse(path, out _);
        var result = query?.Evaluate(Json.Read(document)) ?? default;
        return query is null || result.Fault is not null ? "E" : result.IsFound ? "V" + Json.Write(result.Value) : "N";
    }

    [GeneratedRegex(@"\[-\d+\]")]
    private static partial Regex NegativeIndex();

    [GeneratedRegex(@"\.\w+\(.*\)")]
    private static partial Regex Function();

    [GeneratedRegex(@"\.\.|\*|\[ ?\d ?,|\[-?\d*:|\?|','")]
    private static partial Regex Indefinite();

    [GeneratedRegex(@" (in|nin|contains|size|empty|all|subsetof|anyof|noneof) ")]
    private static partial Regex Word();

    [GeneratedRegex(@" [<>]=? ")]
    private static partial Regex Order();

    [GeneratedRegex(@"\.\.(\*|\[\*\]|\[-\d\]|\[\d,\d\]|\[\d?:\d?\])\.(\w|\*)+$")]
    private static partial Regex Scanned();
}
