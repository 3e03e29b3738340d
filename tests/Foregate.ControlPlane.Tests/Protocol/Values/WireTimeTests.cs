// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Tests.Protocol.Values;

public sealed class WireTimeTests
{
    [Theory]
    [InlineData(TimestampFormat.UnixTimestamp, "1576540098")]
    [InlineData(TimestampFormat.Iso8601, "2019-12-16T23:48:18Z")]
    [InlineData(TimestampFormat.Rfc822, "Mon, 16 Dec 2019 23:48:18 GMT")]
    internal void Every_form_is_read_and_written(TimestampFormat format, string text)
    {
        Assert.True(WireTime.TryParse(text, format, out var time));
        Assert.Equal(1576540098, time.ToUnixTimeSeconds());
        Assert.Equal(text, WireTime.Text(time, format));
    }

    [Fact]
    public void Offsets_and_fractions_are_understood()
    {
        Assert.True(WireTime.TryParse("2019-12-17T00:48:18.5+01:00", TimestampFormat.Iso8601, out var time));
        Assert.Equal("2019-12-16T23:48:18.500Z", WireTime.Text(time, TimestampFormat.Iso8601));
        Assert.Equal(1576540098.5m, WireTime.Seconds(time));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    [InlineData(-1e12)]
    public void Times_beyond_the_calendar_are_refused(double seconds) => Assert.False(WireTime.TryFromSeconds(seconds, out _));
}
