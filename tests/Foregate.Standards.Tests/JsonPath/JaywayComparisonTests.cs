// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Foregate.Standards.JsonPath;

namespace Foregate.Standards.Tests.JsonPath;

/// <summary>Every path on every document, beside Jayway's own library (version 2.0, as Debian has it).</summary>
public sealed partial class JaywayComparisonTests
{
    private const string Folder = "/usr/share/java/";
    private static readonly string[] s_libraries = ["json-path.jar", "json-smart.jar", "accessors-smart.jar", "asm.jar", "slf4j-api.jar", "slf4j-nop.jar"];

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
    ];

    /// <summary>Where Jayway's later versions, whose ways are taken, do otherwise than 2.0; each was looked at. V…: found, N: not found, E: refused.</summary>
    private static readonly (string Which, Func<string, string, string, bool> Is)[] s_reviewed =
    [
        ("a negative index counts from the end", (path, _, _) => NegativeIndex().IsMatch(path)),
        ("functions are called", (path, _, _) => Function().IsMatch(path)),
        ("a name may stand between double quotes", (path, _, _) => path.Contains("[\"", StringComparison.Ordinal)),
        ("in, nin, contains, size, empty and their like are words of filters", (path, _, _) => Word().IsMatch(path)),
        ("a step on a value of another kind is not found, not a mistake", (_, ours, theirs) => ours == "N" && theirs == "E"),
        ("a list is not found when the definite beginning of its path is not", (path, ours, theirs) => Indefinite().IsMatch(path) && ours == "N" && theirs == "V[]"),
        ("what is missing behind a step that finds many is passed over", (path, ours, theirs) => Indefinite().IsMatch(path) && ours[0] == 'V' && theirs is ("N" or "E")),
        ("several names behind a scan may be missing", (path, ours, theirs) => path == "$..['a','c']" && ours[0] == 'V' && theirs[0] == 'V'),
        ("what is missing is different from every value", (path, ours, theirs) => path.Contains("!=", StringComparison.Ordinal) && ours[0] == 'V' && theirs[0] == 'V'),
        ("true is not larger than a number", (path, ours, theirs) => path == "$[?(@ > 2)]" && theirs == ours.Replace("]", ",true]", StringComparison.Ordinal)),
        ("a number or a text is compared with true", (path, ours, theirs) => path.Contains("== true", StringComparison.Ordinal) && ours == "V[]" && theirs == "E"),
    ];

    [Fact]
    public async Task Paths_find_what_Jayway_finds()
    {
        Assert.SkipUnless(s_libraries.All(library => File.Exists(Folder + library)), "libjsonpath-java is not installed.");
        var pairs = s_paths.SelectMany(path => s_documents.Select(document => (Path: path, Document: document))).ToList();
        Assert.True(pairs.Count >= 500);
        var answers = await AnswersAsync(pairs);
        var differences = new List<string>();
        for (var i = 0; i < pairs.Count; i++)
        {
            var ours = Ours(pairs[i].Path, pairs[i].Document);
            var theirs = answers[i][0] == 'V' ? "V" + Json.Write(Json.Read(answers[i][1..])) : answers[i][..1];
            if (ours != theirs && !s_reviewed.Any(reviewed => reviewed.Is(pairs[i].Path, ours, theirs)))
            {
                differences.Add($"{pairs[i].Path} of {pairs[i].Document}: {ours}, Jayway: {answers[i]}");
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static string Ours(string path, string document)
    {
        var query = JsonPathQuery.Parse(path, out _);
        var result = query?.Evaluate(Json.Read(document)) ?? default;
        return query is null || result.Fault is not null ? "E" : result.IsFound ? "V" + Json.Write(result.Value) : "N";
    }

    private static async Task<string[]> AnswersAsync(List<(string Path, string Document)> pairs)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "JsonPath", "JaywayOracle.java");
        var start = new ProcessStartInfo("java", ["-cp", string.Join(':', s_libraries.Select(library => Folder + library)), source])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        using var process = Start(start);
        var complaint = process.StandardError.ReadToEndAsync();
        var answers = process.StandardOutput.ReadToEndAsync();
        foreach (var (path, document) in pairs)
        {
            await process.StandardInput.WriteAsync($"{path}\t{document}\n");
        }

        process.StandardInput.Close();
        var lines = (await answers).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync();
        Assert.SkipWhen(process.ExitCode != 0 && (await complaint).Contains("compiler", StringComparison.Ordinal), "java has no compiler.");
        Assert.True(lines.Length == pairs.Count, await complaint);
        return lines;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("java is not installed.");
            throw;
        }
    }

    [GeneratedRegex(@"\[-\d+\]")]
    private static partial Regex NegativeIndex();

    [GeneratedRegex(@"\w\(.*\)$")]
    private static partial Regex Function();

    [GeneratedRegex(@"\.\.|\*|\[\d,|\[-?\d*:|\?")]
    private static partial Regex Indefinite();

    [GeneratedRegex(@" (in|nin|contains|size|empty|all|subsetof|anyof|noneof) ")]
    private static partial Regex Word();
}
