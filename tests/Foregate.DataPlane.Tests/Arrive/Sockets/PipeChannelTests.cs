// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Foregate.DataPlane.Arrive.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Foregate.DataPlane.Tests.Arrive.Sockets;

public sealed class PipeChannelTests
{
    private readonly Pipe _input = new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, minimumSegmentSize: 1, useSynchronizationContext: false));

    private readonly Pipe _output = new();
    private readonly PipeChannel _channel;

    public PipeChannelTests() =>
        _channel = new PipeChannel(new DefaultConnectionContext("test") { Transport = new Duplex(_input.Reader, _output.Writer) });

    [Fact]
    public async Task Gives_the_segments_of_the_pipe_one_after_the_other()
    {
        var sent = new string('x', 20_000) + "end";
        foreach (var piece in sent.Chunk(777))
        {
            _input.Writer.Write(Encoding.ASCII.GetBytes(piece));
        }

        await _input.Writer.FlushAsync();
        var read = new StringBuilder();
        var fills = 0;
        while (read.Length < sent.Length)
        {
            var fill = _channel.FillAsync();
            Assert.True(fill.IsCompleted);
            Assert.Equal(_channel.Unread.Length, await fill);
            read.Append(Encoding.ASCII.GetString(_channel.Unread));
            _channel.Consume(_channel.Unread.Length);
            fills++;
        }

        Assert.Equal(sent, read.ToString());
        Assert.True(fills > 1);
    }

    [Fact]
    public async Task Adds_what_comes_behind_what_is_unread()
    {
        await Write("hello ");
        await _channel.FillAsync();
        _channel.Consume(1);
        var fill = _channel.FillAsync();
        Assert.False(fill.IsCompleted);
        await Write("world");
        Assert.Equal(5, await fill);
        Assert.Equal("ello world", Encoding.ASCII.GetString(_channel.Unread));
        _channel.Consume(10);
        await Write("!");
        Assert.Equal(1, await _channel.FillAsync());
        Assert.Equal("!", Encoding.ASCII.GetString(_channel.Unread));
    }

    [Fact]
    public async Task Says_zero_at_the_end_again_and_again()
    {
        await Write("last");
        await _input.Writer.CompleteAsync();
        Assert.Equal(4, await _channel.FillAsync());
        _channel.Consume(4);
        Assert.Equal(0, await _channel.FillAsync());
        Assert.Equal(0, await _channel.FillAsync());
    }

    [Fact]
    public async Task Says_broken_after_a_reset()
    {
        var fill = _channel.FillAsync();
        await _input.Writer.CompleteAsync(new ConnectionResetException("reset"));
        Assert.Equal(PipeChannel.Broken, await fill);
        await _output.Reader.CompleteAsync();
        Assert.False(await _channel.SendAsync("x"u8.ToArray()));
    }

    [Fact]
    public async Task An_interrupt_wakes_the_wait_and_ends_all_waiting()
    {
        var fill = _channel.FillAsync();
        Assert.False(fill.IsCompleted);
        _channel.Interrupt();
        Assert.Equal(PipeChannel.Interrupted, await fill);
        Assert.Equal(PipeChannel.Interrupted, await _channel.FillAsync());
    }

    [Fact]
    public async Task An_interrupt_does_not_lose_what_had_arrived()
    {
        await Write("here");
        _channel.Interrupt();
        Assert.Equal(4, await _channel.FillAsync());
        _channel.Consume(4);
        Assert.Equal(PipeChannel.Interrupted, await _channel.FillAsync());
    }

    [Fact]
    public async Task Sends_both_pieces_in_one_flush()
    {
        Assert.True(await _channel.SendAsync("one "u8.ToArray(), "two"u8.ToArray()));
        Assert.True(_output.Reader.TryRead(out var result));
        Assert.Equal("one two", Encoding.ASCII.GetString(result.Buffer));
    }

    private ValueTask<FlushResult> Write(string text) => _input.Writer.WriteAsync(Encoding.ASCII.GetBytes(text));

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
