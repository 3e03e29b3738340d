// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Finish.ExecutionLogs;

namespace Foregate.DataPlane.Tests.Finish.ExecutionLogs;

public sealed class ExecutionLinesTests
{
    private readonly ExecutionLines _lines = new();

    [Theory]
    [InlineData(985, 985, "x")]
    [InlineData(986, 985, "x [TRUNCATED]")]
    [InlineData(5000, 985, "x [TRUNCATED]")]
    public void What_a_line_does_not_take_is_cut_and_said_to_be(int length, int shown, string end)
    {
        _lines.Begin(985, 0);
        _lines.Add(1, default, new string('x', length));
        Assert.Equal(shown, _lines.Text(0).Length);
        Assert.EndsWith(end, Encoding.UTF8.GetString(_lines.Text(0)), StringComparison.Ordinal);
    }

    [Fact]
    public void No_character_is_cut_in_two()
    {
        _lines.Begin(20, 0);
        _lines.Add(1, default, new string('é', 30));
        Assert.Equal("éééé [TRUNCATED]", Encoding.UTF8.GetString(_lines.Text(0)));
    }

    [Fact]
    public void The_words_may_come_on_top()
    {
        _lines.Begin(5, 12);
        _lines.Add(7, "abc"u8, "defgh"u8);
        Assert.Equal("abcde [TRUNCATED]", Encoding.UTF8.GetString(_lines.Text(0)));
        Assert.Equal(7, _lines.Time(0));
    }
}
