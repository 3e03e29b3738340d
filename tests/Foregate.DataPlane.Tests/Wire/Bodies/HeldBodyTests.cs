// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Wire.Bodies;

public sealed class HeldBodyTests
{
    [Theory]
    [InlineData(0, "one ")]
    [InlineData(3, "one ")]
    [InlineData(4, "one two ")]
    [InlineData(100, "one two three")]
    public async Task Holds_more_than_it_is_asked_for_or_all_and_loses_nothing(int count, string held)
    {
        var body = new HeldBody(new ScriptedBody(["one ", "two ", "three"]));
        Assert.Equal(held == "one two three" ? BodyStatus.End : BodyStatus.Data, await body.HoldAsync(count));
        Assert.Equal(held, Encoding.ASCII.GetString(body.Held.Span));
        var read = "";
        var chunk = await body.ReadAsync();
        for (; chunk.Status == BodyStatus.Data; chunk = await body.ReadAsync())
        {
            read += Encoding.ASCII.GetString(chunk.Bytes.Span);
        }

        Assert.Equal("one two three", read);
        Assert.Equal(BodyStatus.End, chunk.Status);
    }

    [Fact]
    public async Task A_body_that_breaks_off_still_does()
    {
        var body = new HeldBody(new ScriptedBody(["one "], BodyStatus.Aborted));
        Assert.Equal(BodyStatus.Aborted, await body.HoldAsync(100));
        Assert.Equal("one ", Encoding.ASCII.GetString((await body.ReadAsync()).Bytes.Span));
        Assert.False(body.IsEnded);
        Assert.Equal(BodyStatus.Aborted, (await body.ReadAsync()).Status);
    }
}
