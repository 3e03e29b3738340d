// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.S3.Objects;
using Foregate.ControlPlane.Protocol.S3.Values;

namespace Foregate.ControlPlane.Tests.Protocol.S3.Objects;

public sealed class ByteRangeTests
{
    [Theory]
    [InlineData("bytes=0-9", 100, 0, 10)]
    [InlineData("bytes=90-", 100, 90, 10)]
    [InlineData("bytes=-10", 100, 90, 10)]
    [InlineData("bytes=-200", 100, 0, 100)]
    [InlineData("bytes=95-200", 100, 95, 5)]
    [InlineData("bytes=0-0", 1, 0, 1)]
    public void A_range_is_cut_to_what_there_is(string header, long size, long first, long length) => Assert.Equal(new ByteRange(first, length), ByteRange.Of(header, size));

    [Theory]
    [InlineData(null)]
    [InlineData("bytes=9-3")]
    [InlineData("bytes=0-1,3-4")]
    [InlineData("bytes=")]
    [InlineData("bytes=-")]
    [InlineData("bytes=a-b")]
    [InlineData("lines=1-2")]
    public void What_is_no_range_means_everything(string? header) => Assert.Null(ByteRange.Of(header, 100));

    [Theory]
    [InlineData("bytes=100-", 100)]
    [InlineData("bytes=-0", 100)]
    [InlineData("bytes=0-", 0)]
    public void What_is_not_there_is_refused(string header, long size)
    {
        var refused = Assert.Throws<S3Exception>(() => ByteRange.Of(header, size));
        Assert.Equal(("InvalidRange", 416), (refused.Error.Code, refused.Error.StatusCode));
    }
}
