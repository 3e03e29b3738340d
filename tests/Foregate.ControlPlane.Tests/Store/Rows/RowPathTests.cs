// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store.Rows;

namespace Foregate.ControlPlane.Tests.Store.Rows;

public sealed class RowPathTests
{
    [Theory]
    [InlineData("a", "g/a")]
    [InlineData("a/b", "g/a~1b")]
    [InlineData("~1", "g/~01")]
    [InlineData("/~/", "g/~1~0~1")]
    public void A_key_with_a_slash_is_one_segment(string key, string path)
    {
        Assert.Equal(path, RowPath.Of("", "g", key));
        Assert.Equal("p/k/" + path, RowPath.Of("p/k", "g", key));
        Assert.Equal(key, RowPath.Unescape(path[2..]));
    }
}
