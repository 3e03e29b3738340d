// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Tests.Wire.Heads;

public sealed class KnownHeadersTests
{
    // Written out as the RFCs and AWS do; without hyphens each is its enum member's name.
    private static readonly string[] Names =
    [
        "Accept", "Accept-Encoding", "Authorization", "Cache-Control", "Connection", "Content-Encoding", "Content-Length", "Content-Location",
        "Content-MD5", "Content-Type", "Cookie", "Date", "Expect", "Forwarded", "Host", "HTTP2-Settings", "Keep-Alive", "Location", "Max-Forwards",
        "Origin", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "Range", "Retry-After", "Server", "Set-Cookie", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade", "User-Agent", "Via", "WWW-Authenticate", "x-amz-apigw-id", "x-amzn-apigateway-api-id", "x-amzn-RequestId",
        "X-Amzn-Trace-Id", "x-api-key", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Proto", "X-HTTP-Method-Override",
        "X-Real-IP", "apigw-requestid", "Access-Control-Request-Method", "Access-Control-Request-Headers", "Access-Control-Allow-Origin",
        "Access-Control-Allow-Credentials", "Access-Control-Allow-Headers", "Access-Control-Allow-Methods", "Access-Control-Expose-Headers",
        "Access-Control-Max-Age",
    ];

    [Fact]
    public void Every_known_name_is_found_in_any_case()
    {
        var found = new HashSet<KnownHeader>();
        foreach (var name in Names)
        {
            var id = Find(name);
            Assert.Equal(name.Replace("-", "", StringComparison.Ordinal), id.ToString(), ignoreCase: true);
            Assert.Equal(id, Find(name.ToUpperInvariant()));
            Assert.Equal(id, Find(name.ToLowerInvariant()));
            Assert.Equal(id, Find(string.Concat(name.Select(static (c, i) => i % 2 == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c)))));
            found.Add(id);
        }

        Assert.Equal(Enum.GetValues<KnownHeader>().Where(static id => id != KnownHeader.Unknown), found.Order());
    }

    [Fact]
    public void Near_misses_are_not_found()
    {
        foreach (var name in Names)
        {
            Assert.Equal(KnownHeader.Unknown, Find(name + "x"));
            Assert.Equal(KnownHeader.Unknown, Find("x" + name));
            Assert.Equal(KnownHeader.Unknown, Find(name[..^1]));
            for (var i = 0; i < name.Length; i++)
            {
                // One letter off; and the byte that differs in the bit of the case alone where that is no letter ("-" and CR).
                Assert.Equal(KnownHeader.Unknown, Find(name[..i] + (name[i] == 'q' ? 'j' : 'q') + name[(i + 1)..]));
                if (!char.IsAsciiLetter(name[i]))
                {
                    Assert.Equal(KnownHeader.Unknown, Find(name[..i] + (char)(name[i] ^ 0x20) + name[(i + 1)..]));
                }
            }
        }

        Assert.Equal(KnownHeader.Unknown, Find(""));
        Assert.Equal(KnownHeader.Unknown, Find(new string('a', 300)));
    }

    [Fact]
    public void One_word_tells_which_are_present() => Assert.InRange((int)Enum.GetValues<KnownHeader>().Max(), 1, 63);

    private static KnownHeader Find(string name) => KnownHeaders.Find(Encoding.Latin1.GetBytes(name));
}
