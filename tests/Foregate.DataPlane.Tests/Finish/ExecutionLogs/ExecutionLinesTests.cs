// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Finish.ExecutionLogs;

namespace Foregate.DataPlane.Tests.Finish.ExecutionLogs;

public sealed class ExecutionLinesTests
{
    private readonly ExecutionLines _lines = new();

    [Theory]
    [InlineData(1024, 1024, "x")]
    [InlineData(1025, 1036, "x [TRUNCATED]")]
    [InlineData(5000, 1036, "x [TRUNCATED]")]
    public void What_a_line_does_not_take_is_cut_and_said_to_be(int length, int shown, string end)
    {
        _lines.Begin();
        _lines.Add(1, default, new string('x', length));
        Assert.Equal(shown, _lines.Text(0).Length);
        Assert.EndsWith(end, Encoding.UTF8.GetString(_lines.Text(0)), StringComparison.Ordinal);
    }

    [Fact]
    public void No_character_is_cut_in_two()
    {
        _lines.Begin();
        _lines.Add(7, "x"u8, new string('é', 600));
        Assert.Equal("x" + new string('é', 511) + " [TRUNCATED]", Encoding.UTF8.GetString(_lines.Text(0)));
        Assert.Equal(7, _lines.Time(0));
    }
}
