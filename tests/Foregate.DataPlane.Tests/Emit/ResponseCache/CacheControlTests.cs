// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Emit.ResponseCache;

namespace Foregate.DataPlane.Tests.Emit.ResponseCache;

public sealed class CacheControlTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true, "max-age=0")]
    [InlineData(true, "no-cache, MAX-AGE=0")]
    [InlineData(true, "no-cache", "max-age=0 , x")]
    [InlineData(false, "max-age=00")]
    [InlineData(false, "max-age=01")]
    [InlineData(false, "max-age=1")]
    [InlineData(false, "s-max-age=0")]
    [InlineData(false, "no-cache")]
    public void A_fresh_answer_is_asked_for_by_max_age_0(bool asks, params string[] lines)
    {
        var exchange = GivenRequest.Of("GET", "/", [.. lines.Select(static line => "Cache-Control: " + line)]);
        Assert.Equal(asks, CacheControl.Invalidates(exchange.Request.Headers));
    }

    [Theory]
    [InlineData("private", true)]
    [InlineData("max-age=9,Private=\"a\"", true)]
    [InlineData(" no-store ", true)]
    [InlineData("privately, no-storey", false)]
    [InlineData("public, max-age=9", false)]
    [InlineData("", false)]
    public void A_back_end_may_forbid_sharing(string value, bool forbids) => Assert.Equal(forbids, CacheControl.ForbidsSharing(Encoding.ASCII.GetBytes(value)));
}
