// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Finish.Lines;
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Finish.Lines;

public sealed class LineShardTests
{
    [Fact]
    public void A_full_shard_drops_whole_lines_and_counts_them()
    {
        var shard = new LineShard(1000);
        var line = new FixedLine(new string('x', 299));
        for (var i = 0; i < 5; i++)
        {
            shard.Add(line, null!, default, default);
        }

        var taken = shard.Take(out var lines, out var dropped);
        Assert.Equal((3, 2), (lines, dropped));
        Assert.Equal(string.Concat(Enumerable.Repeat(new string('x', 299) + "\n", 3)), Encoding.ASCII.GetString(taken.Span));
        Assert.Equal(0, shard.Take(out lines, out dropped).Length);
        Assert.Equal((0, 0), (lines, dropped));
    }

    [Fact]
    public void A_line_longer_than_the_shard_is_dropped_and_leaves_room_for_others()
    {
        var shard = new LineShard(1000);
        shard.Add(new FixedLine(new string('x', 1000)), null!, default, default);
        shard.Add(new FixedLine("short"), null!, default, default);
        var taken = shard.Take(out var lines, out var dropped);
        Assert.Equal((1, 1), (lines, dropped));
        Assert.Equal("short\n", Encoding.ASCII.GetString(taken.Span));
    }

    [Fact]
    public void A_format_that_fails_leaves_no_half_line()
    {
        var shard = new LineShard(1000);
        Assert.Throws<InvalidOperationException>(() => shard.Add(new FailingLine(), null!, default, default));
        var taken = shard.Take(out var lines, out var dropped);
        Assert.Equal((0, 1, 0), (lines, dropped, taken.Length));
    }

    [Fact]
    public void Half_full_is_time_to_take()
    {
        var shard = new LineShard(1000);
        var line = new FixedLine(new string('x', 299));
        Assert.False(shard.Add(line, null!, default, default));
        Assert.True(shard.Add(line, null!, default, default));
    }

    [Fact]
    public void One_thread_holds_it_at_a_time()
    {
        var shard = new LineShard(1000);
        Assert.True(shard.TryHold());
        Assert.False(shard.TryHold());
        shard.Release();
        Assert.True(shard.TryHold());
    }

    internal sealed class FixedLine(string text) : ILineFormat
    {
        private readonly byte[] _text = Encoding.ASCII.GetBytes(text);

        public void Write(Exchange exchange, in Outcome outcome, ReadOnlySpan<byte> origin, ByteWriter line, ByteWriter value) => line.Write(_text);
    }

    private sealed class FailingLine : ILineFormat
    {
        public void Write(Exchange exchange, in Outcome outcome, ReadOnlySpan<byte> origin, ByteWriter line, ByteWriter value)
        {
            line.Write("half"u8);
            throw new InvalidOperationException();
        }
    }
}
