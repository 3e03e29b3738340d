// SPDX-License-Identifier: Apache-2.0
using System.Text;
using CsCheck;
using Foregate.Standards.JsonPath;

namespace Foregate.Standards.Tests.JsonPath;

public sealed class JsonPathQueryTests
{
    internal const string Store = """
        {"store":{"book":[{"category":"reference","author":"Nigel Rees","title":"Sayings","price":8.95,"tags":["a","b"]},{"category":"fiction","author":"Evelyn","title":"Sword","price":12.99,"tags":[]},
        {"category":"fiction","author":"Herman","title":"Moby","isbn":"0-553","price":8.99,"tags":["b"]}],"bicycle":{"color":"red","price":19.95}},"expensive":10,"none":null,"n":[3,1,2],"my key":1,"text":"abc"}
        """;

    private const string Missing = "missing";
    private const string Refused = "refused";

    [Theory]
    [InlineData("$.store.book[0].title", "\"Sayings\"")]
    [InlineData("$['store']['book'][0]['title']", "\"Sayings\"")]
    [InlineData("$[\"store\"].bicycle.color", "\"red\"")]
    [InlineData("expensive", "10")]
    [InlineData("$.none", "null")]
    [InlineData("$.none.deeper", Missing)]
    [InlineData("$.missing", Missing)]
    [InlineData("$.missing.deeper", Missing)]
    [InlineData("$.n[9]", Missing)]
    [InlineData("$.store[0]", Missing)]
    [InlineData("$['my key']", "1")]
    public void A_definite_path_gives_the_bare_value(string path, string expected) => Check(path, expected);

    [Theory]
    [InlineData("$..price", "[8.95,12.99,8.99,19.95]")]
    [InlineData("$..missing", "[]")]
    [InlineData("$.store.book[*].isbn", "[\"0-553\"]")]
    [InlineData("$.n[*]", "[3,1,2]")]
    [InlineData("$.n[0,2]", "[3,2]")]
    [InlineData("$.n[0,9]", "[3]")]
    [InlineData("$.store.bicycle.*", "[\"red\",19.95]")]
    [InlineData("$..[0].title", "[\"Sayings\"]")]
    [InlineData("$..[-1].title", "[\"Moby\"]")]
    [InlineData("$..[0,2].title", "[\"Sayings\",\"Moby\"]")]
    [InlineData("$..['isbn','title']", "[{\"isbn\":\"0-553\",\"title\":\"Moby\"}]")]
    public void Any_other_path_gives_a_list(string path, string expected) => Check(path, expected);

    [Theory]
    [InlineData("$.n[-1]", "2")]
    [InlineData("$.n[-9]", Missing)]
    [InlineData("$.n[1:]", "[1,2]")]
    [InlineData("$.n[-2:]", "[1,2]")]
    [InlineData("$.n[:2]", "[3,1]")]
    [InlineData("$.n[:-1]", "[3,1]")]
    [InlineData("$.n[0:2]", "[3,1]")]
    [InlineData("$.n[0:3:2]", "[3,1,2]")]
    [InlineData("$.n[-3:-1]", "[3,1]")]
    [InlineData("$.n[1:-1]", "[]")]
    [InlineData("$.n[2:1]", "[]")]
    [InlineData("$.n[:]", Refused)]
    public void Slices_and_indexes_count_from_the_end_when_negative(string path, string expected) => Check(path, expected);

    [Theory]
    [InlineData("$.store.book[0]['title','price']", "{\"title\":\"Sayings\",\"price\":8.95}")]
    [InlineData("$.store.book[0]['title','missing']", "{\"title\":\"Sayings\"}")]
    [InlineData("$.store.book[*]['title','isbn']", "[{\"title\":\"Sayings\"},{\"title\":\"Sword\"},{\"title\":\"Moby\",\"isbn\":\"0-553\"}]")]
    [InlineData("$.store['book','bicycle'].price", "[19.95]")]
    public void Several_names_make_one_map_at_the_end_of_a_path(string path, string expected) => Check(path, expected);

    [Theory]
    [InlineData("$..book[?(@.price < 10)].title", "[\"Sayings\",\"Moby\"]")]
    [InlineData("$.store.book[?(@.isbn)].title", "[\"Moby\"]")]
    [InlineData("$.store.book[?(!@.isbn)].title", "[\"Sayings\",\"Sword\"]")]
    [InlineData("$.store.book[?(@.price > $.expensive)].title", "[\"Sword\"]")]
    [InlineData("$.store.book[?(@.category == 'fiction' && @.isbn)].title", "[\"Moby\"]")]
    [InlineData("$.store.book[?(@.price == 8.95 || @.price == 12.99)].title", "[\"Sayings\",\"Sword\"]")]
    [InlineData("$.store.book[?((@.price == 8.95 || @.price == 12.99) && @.category == 'fiction')].title", "[\"Sword\"]")]
    [InlineData("$.store.book[?(!(@.price == 8.95))].title", "[\"Sword\",\"Moby\"]")]
    [InlineData("$.store.book[?(@.author =~ /.*REES/i)].title", "[\"Sayings\"]")]
    [InlineData("$.store.book[?(@.author =~ /REES/i)].title", "[]")]
    [InlineData("$.store.book[?(@.category in ['fiction','x'])].title", "[\"Sword\",\"Moby\"]")]
    [InlineData("$.store.book[?(@.category nin ['fiction'])].title", "[\"Sayings\"]")]
    [InlineData("$.store.book[?('b' in @.tags)].title", "[\"Sayings\",\"Moby\"]")]
    [InlineData("$.store.book[?(@.tags contains 'a')].title", "[\"Sayings\"]")]
    [InlineData("$.store.book[?(@.title contains 'o')].title", "[\"Sword\",\"Moby\"]")]
    [InlineData("$.store.book[?(@.tags subsetof ['b'])].title", "[\"Sword\",\"Moby\"]")]
    [InlineData("$.store.book[?(@.tags anyof ['a','z'])].title", "[\"Sayings\"]")]
    [InlineData("$.store.book[?(@.tags noneof ['a'])].title", "[\"Sword\",\"Moby\"]")]
    [InlineData("$.store.book[?(@.tags all ['a','b'])].title", "[\"Sayings\"]")]
    [InlineData("$.store.book[?(@.tags size 1)].title", "[\"Moby\"]")]
    [InlineData("$.store.book[?(@.tags empty true)].title", "[\"Sword\"]")]
    [InlineData("$.store.book[?(@.price == '8.95')].title", "[\"Sayings\"]")]
    [InlineData("$.store.book[?(@.price === '8.95')].title", "[]")]
    [InlineData("$.store.book[?(@.isbn == null)].title", "[]")]
    [InlineData("$.store.book[?(@.isbn != 'x')].title", "[\"Sayings\",\"Sword\",\"Moby\"]")]
    [InlineData("$.store.book[?(@.tags.length() == 2)].title", "[\"Sayings\"]")]
    [InlineData("$.n[?(@ > 1)]", "[3,2]")]
    [InlineData("$.n[?(@ >= 2.0)]", "[3,2]")]
    [InlineData("$.n[?(@ == 2.0)]", "[2]")]
    [InlineData("$.n[?(9007199254740993 > 9007199254740992.0)]", "[3,1,2]")]
    [InlineData("$.store.book[?(@.price > '5')].title", "[]")]
    [InlineData("$.store.book[?(@.title > 5)].title", "[]")]
    [InlineData("$.store.book[?(@.title > 'N')].title", "[\"Sayings\",\"Sword\"]")]
    [InlineData("$.store.book[?(@.category in 3)].title", "[]")]
    [InlineData("$.store.book[?(@.category nin 3)].title", "[]")]
    [InlineData("$.store.book[?(@.tags subsetof 3)].title", "[]")]
    [InlineData("$.store.book[?(@.tags empty 3)].title", "[]")]
    [InlineData("$.store.book[?(@..isbn)].title", "[\"Sayings\",\"Sword\",\"Moby\"]")]
    [InlineData("$.store.book[?(@['price'] <= 8.95)].title", "[\"Sayings\"]")]
    public void Filters_choose_elements(string path, string expected) => Check(path, expected);

    [Theory]
    [InlineData("$.n.length()", "3")]
    [InlineData("$.store.length()", "2")]
    [InlineData("$.text.length()", "null")]
    [InlineData("$..book.length()", "3")]
    [InlineData("$..price.length()", "0")]
    [InlineData("$.length($.store.book)", "3")]
    [InlineData("$.n.min()", "1.0")]
    [InlineData("$.n.max()", "3.0")]
    [InlineData("$.n.sum()", "6.0")]
    [InlineData("$.n.avg()", "2.0")]
    [InlineData("$.sum($.n, 4)", "10.0")]
    [InlineData("$.n.first()", "3")]
    [InlineData("$.n.last()", "2")]
    [InlineData("$.n.index(-2)", "1")]
    [InlineData("$.n.index(7)", Refused)]
    [InlineData("$.n.append(4)", "[3,1,2,4]")]
    [InlineData("$.store.keys()", "[\"book\",\"bicycle\"]")]
    [InlineData("$.concat($.text, \"-\", 'x')", "\"abc-x\"")]
    [InlineData("$.text.sum()", Refused)]
    [InlineData("$.n.nothing()", Refused)]
    public void Functions_stand_at_the_end(string path, string expected) => Check(path, expected);

    [Theory]
    [InlineData("$.")]
    [InlineData("$..")]
    [InlineData("$.a..")]
    [InlineData("$[")]
    [InlineData("$[]")]
    [InlineData("$['a")]
    [InlineData("$['a',]")]
    [InlineData("$.a b")]
    [InlineData("$a")]
    [InlineData("$ .a")]
    [InlineData("$[?(@.a]")]
    [InlineData("$[?(@.a ==)]")]
    [InlineData("$[?(@.a near 3)]")]
    [InlineData("$[?()]")]
    [InlineData("$[?(@.a =~ /(a)\\1/)]")]
    [InlineData("$[?(@.a =~ /(?=a)b/)]")]
    [InlineData("$[?]")]
    public void What_is_no_path_is_refused_with_its_place(string path)
    {
        Assert.Null(JsonPathQuery.Parse(path, out var fault));
        Assert.NotNull(fault);
    }

    [Theory]
    [InlineData("$..*..*..*..*..*..*")]
    [InlineData("$..[?(@..[?(@..[?(@..a)])])]")]
    [InlineData("$..*.append($..*)")]
    public void A_path_that_takes_too_much_is_refused(string path)
    {
        var document = new StringBuilder().Insert(0, "{\"a\":[", 60).Append("[1,2,3,{\"b\":[1,2,3]}]").ToString() + string.Concat(Enumerable.Repeat("]}", 60));
        var wide = "[" + string.Join(',', Enumerable.Repeat(document, 20)) + "]";
        var root = Json.Read(wide);
        var query = JsonPathQuery.Parse(path, out _);
        Assert.NotNull(query);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = query.Evaluate(root);
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(taken <= (10L * wide.Length) + (1 << 20), $"{taken} bytes for {wide.Length}");
        Assert.False(result.IsFound);
        Assert.NotNull(result.Fault);
    }

    [Fact]
    public void A_large_document_may_be_scanned()
    {
        var root = Json.Read("[" + string.Join(',', Enumerable.Repeat("{\"a\":{\"price\":1,\"name\":\"x\"}}", 100_000)) + "]");
        var result = JsonPathQuery.Parse("$..price", out _)!.Evaluate(root);
        Assert.True(result.IsFound, result.Fault);
        Assert.Equal(100_000, result.Value.AsList.Count);
    }

    [Fact]
    public void Any_text_is_read_or_refused_without_an_exception()
    {
        var root = Json.Read(Store);
        string[] pieces = ["$", "@", ".", "..", "*", "[", "]", "(", ")", "?", "'", "\"", ",", ":", "-1", "0", "a", "store", "book", "price", "==", "<", "=~", "/x/", "&&", "||", "!", " ", "in", "length()", "\\", "{", "}", "null"];
        Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).List[0, 24].Sample(parts =>
        {
            var query = JsonPathQuery.Parse("$" + string.Concat(parts), out var fault);
            Assert.Equal(query is null, fault is not null);
            query?.Evaluate(root);
        });
        Gen.String.Sample(text => JsonPathQuery.Parse(text, out _)?.Evaluate(root));
    }

    private static void Check(string path, string expected)
    {
        var query = JsonPathQuery.Parse(path, out var fault);
        var result = query?.Evaluate(Json.Read(Store)) ?? default;
        fault ??= result.Fault;
        var told = fault is not null ? Refused : result.IsFound ? Json.Write(result.Value) : Missing;
        Assert.Equal(expected, told);
    }
}
