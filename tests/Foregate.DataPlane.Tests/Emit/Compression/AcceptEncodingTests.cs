// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Emit.Compression;

namespace Foregate.DataPlane.Tests.Emit.Compression;

public sealed class AcceptEncodingTests
{
    [Theory]
    [InlineData("Identity")]
    [InlineData("Gzip", "gzip")]
    [InlineData("Gzip", "gzip, deflate, br")]
    [InlineData("Gzip", "deflate, gzip")]
    [InlineData("Gzip", "X-GZIP")]
    [InlineData("Deflate", "deflate")]
    [InlineData("Deflate", "gzip;q=0.5, deflate;q=0.51")]
    [InlineData("Deflate", "gzip;q=0, *")]
    [InlineData("Deflate", "br", "deflate")]
    [InlineData("Gzip", "*")]
    [InlineData("Gzip", "*;q=0.1")]
    [InlineData("Gzip", "gzip;q=1.000 , identity; q=1")]
    [InlineData("Identity", "gzip;q=0.5, identity")]
    [InlineData("Identity", "gzip;q=0")]
    [InlineData("Identity", "*;q=0")]
    [InlineData("Identity", "br, zstd")]
    [InlineData("Identity", "gzip;q=2")]
    [InlineData("Identity", "gzip;q=")]
    [InlineData("Identity", "gzip;level=1")]
    [InlineData("Identity", "gzip;q=0.0000")]
    [InlineData("Identity", "")]
    public void The_client_gets_what_it_likes_best(string coding, params string[] lines)
    {
        var exchange = GivenRequest.Of("GET", "/", [.. lines.Select(static line => "Accept-Encoding: " + line)]);
        Assert.Equal(coding, AcceptEncoding.Best(exchange.Request.Headers).ToString());
    }
}
