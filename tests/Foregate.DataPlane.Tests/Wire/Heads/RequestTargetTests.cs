// SPDX-License-Identifier: Apache-2.0
using System.Text;
using CsCheck;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Tests.Wire.Heads;

public sealed class RequestTargetTests
{
    [Theory]
    [InlineData("/a/b?c=d", "", "/a/b", "c=d")]
    [InlineData("/a", "", "/a", "")]
    [InlineData("/?", "", "/", "")]
    [InlineData("/a??b", "", "/a", "?b")]
    [InlineData("http://h:80/a?b", "h:80", "/a", "b")]
    [InlineData("HTTPS://h", "h", "", "")]
    [InlineData("http://h?x", "h", "", "x")]
    [InlineData("http://[::1]:8080/", "[::1]:8080", "/", "")]
    public void Splits_a_target_without_changing_it(string target, string authority, string path, string query)
    {
        var bytes = Encoding.ASCII.GetBytes(target);
        Assert.Equal(HeadFault.None, RequestTarget.Read(bytes, out var a, out var p, out var q));
        Assert.Equal(authority, Encoding.ASCII.GetString(a.In(bytes)));
        Assert.Equal(path, Encoding.ASCII.GetString(p.In(bytes)));
        Assert.Equal(query, Encoding.ASCII.GetString(q.In(bytes)));
    }

    [Theory]
    [InlineData("h", "h", false, true)]
    [InlineData("H", "h", false, true)]
    [InlineData("h:80", "h", false, true)]
    [InlineData("h", "h:443", true, true)]
    [InlineData("h:80", "h", true, false)]
    [InlineData("h:81", "h", false, false)]
    [InlineData("h", "i", false, false)]
    [InlineData("h:180", "h:1", false, false)]
    public void Takes_a_port_that_the_scheme_implies_for_none(string a, string b, bool https, bool same) =>
        Assert.Equal(same, RequestTarget.IsSameAuthority(Encoding.ASCII.GetBytes(a), Encoding.ASCII.GetBytes(b), https));

    [Fact]
    public void No_reader_that_decodes_first_finds_a_dot_segment_in_an_accepted_path() =>
        Piece.Array[1, 8].Select(string.Concat).Sample(
            path =>
            {
                if (!RequestTarget.IsCanonicalPath(Encoding.ASCII.GetBytes("/" + path)))
                {
                    return true;
                }

                // The slowest reader: decode once, take back-slashes for slashes, drop path parameters.
                var decoded = Uri.UnescapeDataString("/" + path).Replace('\\', '/');
                return decoded.Split('/').All(segment => segment.Split(';')[0] is not ("." or "..")) && !decoded.Contains('\0', StringComparison.Ordinal);
            },
            iter: Math.Max(50_000, CsCheck.Check.Iter));

    [Fact]
    public void Only_what_some_reader_resolves_is_refused() =>
        Piece.Array[1, 8].Select(string.Concat).Sample(
            path =>
            {
                if (RequestTarget.IsCanonicalPath(Encoding.ASCII.GetBytes("/" + path)))
                {
                    return true;
                }

                var decoded = Uri.UnescapeDataString("/" + path);
                return decoded.Contains('\\', StringComparison.Ordinal) || decoded.Contains('\0', StringComparison.Ordinal)
                    || decoded.Split('/').Any(segment => segment.Split(';')[0] is "." or "..")
                    || decoded.Contains('%', StringComparison.Ordinal);
            },
            iter: Math.Max(50_000, CsCheck.Check.Iter));

    private static Gen<string> Piece { get; } = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]);

    private static string[] Pieces => ["/", ".", "..", "%2e", "%2E", "%2f", "%2F", "%5c", "\\", ";", ";x=1", "a", "%61", "%", "%00", "%25", "//"];
}
