// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Dispatch.Integrations;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Dispatch.Integrations;

public sealed class AnswerBodyTests
{
    [Theory]
    [InlineData(10, (int)BodyStatus.Data, (int)BodyStatus.End)]
    [InlineData(9, (int)BodyStatus.Data, (int)BodyStatus.TooLarge)]
    [InlineData(5, (int)BodyStatus.Data, (int)BodyStatus.TooLarge)]
    [InlineData(4, (int)BodyStatus.TooLarge, (int)BodyStatus.TooLarge)]
    public async Task Ends_at_the_limit(long limit, int first, int end)
    {
        foreach (var slow in new[] { false, true })
        {
            var inner = new ScriptedBody(["12345", "67890"]) { IsSlow = slow };
            var body = new AnswerBody();
            Assert.Equal((BodyStatus)first, await Arrived(inner, body.StartAsync(inner, limit)));
            var chunk = await body.ReadAsync();
            while (chunk.Status == BodyStatus.Data)
            {
                chunk = await Arrived(inner, body.ReadAsync());
            }

            Assert.Equal((BodyStatus)end, chunk.Status);
        }
    }

    [Fact]
    public async Task Gives_the_first_piece_out_once_and_is_not_at_its_end_before()
    {
        var inner = new ScriptedBody("all of it");
        var body = new AnswerBody();
        Assert.Equal(BodyStatus.Data, await body.StartAsync(inner, 100));
        Assert.Equal(9, body.Length);
        Assert.False(body.IsEnded);
        Assert.Equal("all of it", Encoding.ASCII.GetString((await body.ReadAsync()).Bytes.Span));
        Assert.Equal(1, inner.Reads);
        Assert.Equal(BodyStatus.End, (await body.ReadAsync()).Status);
        Assert.True(body.IsEnded);
    }

    [Fact]
    public async Task A_body_that_ends_at_once_says_so_twice()
    {
        var body = new AnswerBody();
        Assert.Equal(BodyStatus.End, await body.StartAsync(new ScriptedBody([]), 100));
        Assert.False(body.IsEnded);
        Assert.Equal(BodyStatus.End, (await body.ReadAsync()).Status);
        Assert.True(body.IsEnded);
    }

    private static ValueTask<T> Arrived<T>(ScriptedBody inner, ValueTask<T> reading)
    {
        if (inner.IsSlow)
        {
            inner.Arrive();
        }

        return reading;
    }
}
