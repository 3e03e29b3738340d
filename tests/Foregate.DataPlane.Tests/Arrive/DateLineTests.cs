// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Arrive;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Arrive;

public sealed class DateLineTests
{
    [Fact]
    public void Is_a_date_as_HTTP_writes_it_and_moves_with_the_second()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(1994, 11, 6, 8, 49, 37, TimeSpan.Zero));
        var date = new DateLine(time);
        Assert.Equal("Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n", Encoding.ASCII.GetString(date.Now));
        time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal("Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n", Encoding.ASCII.GetString(date.Now));
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("Date: Sun, 06 Nov 1994 08:49:38 GMT\r\n", Encoding.ASCII.GetString(date.Now));
    }
}
