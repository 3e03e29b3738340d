// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.S3.Buckets;

public sealed class ListHandlersTests : IDisposable
{
    private readonly S3Client _client = new();

    public ListHandlersTests()
    {
        _client.Call("PUT", "/artifacts", 200);
        foreach (var key in (string[])["a/1", "a/2", "b", "c/x/1", "c/y", "d"])
        {
            _client.Call("PUT", "/artifacts/" + key, 200, "", "x");
        }
    }

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("", "a/1 a/2 b c/x/1 c/y d", "")]
    [InlineData("prefix=a%2F", "a/1 a/2", "")]
    [InlineData("delimiter=%2F", "b d", "a/ c/")]
    [InlineData("delimiter=%2F&prefix=c%2F", "c/y", "c/x/")]
    [InlineData("start-after=b", "c/x/1 c/y d", "")]
    [InlineData("delimiter=%2F&start-after=a%2F", "b d", "c/")]
    [InlineData("prefix=none", "", "")]
    [InlineData("max-keys=0", "", "")]
    public void Keys_are_listed_in_folders(string query, string keys, string prefixes)
    {
        var said = _client.Call("GET", "/artifacts", 200, ("list-type=2&" + query).TrimEnd('&'));
        Assert.Equal(keys, string.Join(' ', S3Client.Texts(said, "Contents/Key")));
        Assert.Equal(prefixes, string.Join(' ', S3Client.Texts(said, "CommonPrefixes/Prefix")));
        Assert.Equal("false", S3Client.Texts(said, "IsTruncated").Single());
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("", 2)]
    [InlineData("delimiter=%2F", 1)]
    [InlineData("delimiter=%2F", 3)]
    public void Pages_together_are_the_list(string query, int size)
    {
        var whole = Entries(_client.Call("GET", "/artifacts", 200, $"list-type=2&{query}".TrimEnd('&')));
        var (second, first) = (new List<string>(), new List<string>());
        for (string? token = null; token != "";)
        {
            var page = _client.Call("GET", "/artifacts", 200, string.Join('&', ((string[])["list-type=2", $"max-keys={size}", query, token is null ? "" : $"continuation-token={Uri.EscapeDataString(token)}"]).Where(static part => part.Length > 0)));
            second.AddRange(Entries(page));
            token = S3Client.Texts(page, "NextContinuationToken").SingleOrDefault() ?? "";
        }

        for (string? marker = null; marker != "";)
        {
            var page = _client.Call("GET", "/artifacts", 200, string.Join('&', ((string[])[$"max-keys={size}", query, marker is null ? "" : $"marker={Uri.EscapeDataString(marker)}"]).Where(static part => part.Length > 0)));
            first.AddRange(Entries(page));
            marker = S3Client.Texts(page, "IsTruncated").Single() == "false" ? "" : S3Client.Texts(page, "NextMarker").SingleOrDefault() ?? Entries(page).Last();
        }

        Assert.Equal(whole.Order(StringComparer.Ordinal), second.Order(StringComparer.Ordinal));
        Assert.Equal(whole.Order(StringComparer.Ordinal), first.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Keys_may_be_told_encoded()
    {
        _client.Call("PUT", "/artifacts/z%01%20%C3%BC%2B", 200, "", "x");
        var said = _client.Call("GET", "/artifacts", 200, "encoding-type=url&list-type=2&prefix=z");
        Assert.Equal(["z%01%20%C3%BC%2B"], S3Client.Texts(said, "Contents/Key"));
        Assert.Equal("InvalidArgument", _client.Fail("GET", "/artifacts", 400, "encoding-type=other&list-type=2"));
        Assert.Equal("InvalidArgument", _client.Fail("GET", "/artifacts", 400, "list-type=2&max-keys=-1"));
        Assert.Equal("InvalidArgument", _client.Fail("GET", "/artifacts", 400, "continuation-token=%3F&list-type=2"));
    }

    [Fact]
    public void Versions_have_pages_within_a_key()
    {
        _client.Call("PUT", "/artifacts", 200, "versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        _client.Call("PUT", "/artifacts/a/1", 200, "", "y");
        _client.Call("DELETE", "/artifacts/a/1", 204);
        var seen = new List<string>();
        var marker = "";
        for (var pages = 0; pages < 20 && marker != "end"; pages++)
        {
            var page = _client.Call("GET", "/artifacts", 200, $"{marker}max-keys=1&versions");
            seen.AddRange(S3Client.Texts(page, "Version/Key").Concat(S3Client.Texts(page, "DeleteMarker/Key")));
            marker = S3Client.Texts(page, "IsTruncated").Single() == "false" ? "end"
                : $"key-marker={Uri.EscapeDataString(S3Client.Texts(page, "NextKeyMarker").Single())}&version-id-marker={S3Client.Texts(page, "NextVersionIdMarker").Single()}&";
        }

        Assert.Equal(["a/1", "a/1", "a/1", "a/2", "b", "c/x/1", "c/y", "d"], seen);
    }

    private static IEnumerable<string> Entries(string page) => S3Client.Texts(page, "Contents/Key").Concat(S3Client.Texts(page, "CommonPrefixes/Prefix"));
}
