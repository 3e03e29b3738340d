// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Wire.Bodies;

public sealed class WholeBodyTests
{
    [Fact]
    public async Task Gathers_the_pieces_and_gives_them_as_often_as_they_are_asked_for()
    {
        var whole = new WholeBody();
        var pieces = new ScriptedBody(["one ", new string('x', 10_000), " two"]);
        Assert.Equal(BodyStatus.End, await whole.ReadAsync(pieces, 20_000));
        Assert.True(whole.IsRead);
        var expected = "one " + new string('x', 10_000) + " two";
        Assert.Equal(expected, Encoding.UTF8.GetString(whole.Bytes.Span));
        for (var i = 0; i < 2; i++)
        {
            var again = whole.Again();
            Assert.Equal(expected.Length, again.Length);
            Assert.Equal(expected, Encoding.UTF8.GetString((await again.ReadAsync()).Bytes.Span));
            Assert.Equal(BodyStatus.End, (await again.ReadAsync()).Status);
        }
    }

    [Fact]
    public async Task Is_read_once_whoever_asks()
    {
        var whole = new WholeBody();
        var pieces = new ScriptedBody(["once"]);
        await whole.ReadAsync(pieces, 10);
        Assert.Equal(BodyStatus.End, await whole.ReadAsync(pieces, 10));
        Assert.Equal(2, pieces.Reads);
    }

    [Fact]
    public async Task Waits_for_pieces_that_are_slow()
    {
        var whole = new WholeBody();
        var pieces = new ScriptedBody(["a", "b"]) { IsSlow = true };
        var reading = whole.ReadAsync(pieces, 10);
        for (var i = 0; i < 3; i++)
        {
            Assert.False(reading.IsCompleted);
            pieces.Arrive();
        }

        Assert.Equal(BodyStatus.End, await reading);
        Assert.Equal("ab", Encoding.UTF8.GetString(whole.Bytes.Span));
    }

    [Theory]
    [InlineData(5, null, true)]
    [InlineData(4, null, false)]
    [InlineData(4, 5L, false)]
    public async Task Stops_at_the_limit(long limit, long? length, bool isWhole) =>
        Assert.Equal(isWhole ? BodyStatus.End : BodyStatus.TooLarge, await new WholeBody().ReadAsync(new ScriptedBody(["abc", "de"], length: length), limit));

    [Fact]
    public async Task Tells_how_a_body_without_an_end_ended()
    {
        foreach (var status in new[] { BodyStatus.Aborted, BodyStatus.Malformed, BodyStatus.TimedOut, BodyStatus.Undecodable })
        {
            var whole = new WholeBody();
            Assert.Equal(status, await whole.ReadAsync(new ScriptedBody(["abc"], status), 10));
            Assert.False(whole.IsRead);
        }
    }

    [Fact]
    public async Task Serves_the_next_body_after_its_release()
    {
        var whole = new WholeBody();
        await whole.ReadAsync(new ScriptedBody(["first"]), 10);
        whole.Release();
        Assert.True(whole.Bytes.IsEmpty);
        await whole.ReadAsync(new ScriptedBody(["2nd"]), 10);
        Assert.Equal("2nd", Encoding.UTF8.GetString(whole.Bytes.Span));
    }
}
