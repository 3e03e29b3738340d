// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.SignatureV4;

namespace Foregate.Standards.Tests.SignatureV4;

public sealed class CanonicalRequestTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("b=2&a=1&a=0", "a=0&a=1&b=2")]
    [InlineData("a", "a=")]
    [InlineData("a=%2f%7E&b=a b", "a=%2F~&b=a%20b")]
    [InlineData("a=%FF%zz", "a=%FF%25zz")]
    public void A_query_is_encoded_once_and_sorted(string query, string canonical) => Assert.Equal(canonical, CanonicalRequest.Query(query));

    [Fact]
    public void A_parameter_can_be_left_out() => Assert.Equal("b=2", CanonicalRequest.Query("a=1&b=2", "a"));

    [Theory]
    [InlineData("", "/")]
    [InlineData("/a/../b/./c//d/", "/b/c/d/")]
    [InlineData("/../a", "/a")]
    [InlineData("/a%2Fb", "/a%252Fb")]
    public void A_path_is_made_plain_and_encoded_again(string path, string canonical) => Assert.Equal(canonical, CanonicalRequest.Path(path));

    [Fact]
    public void Only_spaces_tabs_and_line_ends_count_as_white_space()
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        CanonicalRequest.Add(headers, "X-A", " a \t b\u00a0 ");
        CanonicalRequest.Add(headers, "x-a", "c");
        Assert.Equal("a b\u00a0,c", headers["x-a"]);
    }
}
