// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Arrive.Http1;

namespace Foregate.DataPlane.Tests.Arrive.Http1;

public sealed class StatusLinesTests
{
    [Theory]
    [InlineData(200, "HTTP/1.1 200 OK\r\n")]
    [InlineData(404, "HTTP/1.1 404 Not Found\r\n")]
    [InlineData(299, "HTTP/1.1 299 \r\n")]
    public void Spells_the_line(int status, string line) => Assert.Equal(line, Encoding.ASCII.GetString(StatusLines.For(status)));

    [Fact]
    public void Has_a_line_for_every_status()
    {
        for (var status = 100; status <= 999; status++)
        {
            Assert.StartsWith("HTTP/1.1 " + status + " ", Encoding.ASCII.GetString(StatusLines.For(status)), StringComparison.Ordinal);
        }
    }
}
