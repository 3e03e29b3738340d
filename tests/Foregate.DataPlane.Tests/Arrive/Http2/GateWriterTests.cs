// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.IO.Pipelines;
using Foregate.DataPlane.Arrive.Http2;
using static Foregate.DataPlane.Tests.Arrive.Http2.FrameClient;

namespace Foregate.DataPlane.Tests.Arrive.Http2;

public sealed class GateWriterTests
{
    private static readonly byte[] Calm = Frame(GoAway, 0, 0, [0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 11]);

    private readonly Pipe _sent = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly GateWriter _gate;

    public GateWriterTests() => _gate = new GateWriter(_sent.Writer, new FrameBudget(TimeProvider.System));

    [Fact]
    public async Task Passes_frames_on()
    {
        await _gate.WriteAsync("frame"u8.ToArray());
        Assert.Equal("frame"u8.ToArray(), Sent());
    }

    [Fact]
    public async Task Sends_goodbye_at_once_between_frames_and_nothing_after_it()
    {
        await _gate.WriteAsync("frame"u8.ToArray());
        _gate.GoAway(GateWriter.EnhanceYourCalm);
        Assert.Equal((byte[])[.. "frame"u8, .. Calm], Sent());
        await _gate.WriteAsync("more"u8.ToArray());
        _gate.GetSpan(10_000);
        _gate.Advance(10_000);
        await _gate.FlushAsync();
        Assert.Empty(Sent());
    }

    [Fact]
    public async Task Sends_goodbye_behind_a_frame_under_way()
    {
        "fra"u8.CopyTo(_gate.GetSpan(3));
        _gate.Advance(3);
        _gate.GoAway(GateWriter.EnhanceYourCalm);
        Assert.Empty(Sent());
        "me"u8.CopyTo(_gate.GetSpan(2));
        _gate.Advance(2);
        await _gate.FlushAsync();
        Assert.Equal((byte[])[.. "frame"u8, .. Calm], Sent());
    }

    [Fact]
    public async Task Sends_goodbye_behind_a_flush_under_way()
    {
        var slow = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        var gate = new GateWriter(slow.Writer, new FrameBudget(TimeProvider.System));
        var flushing = gate.WriteAsync("frame"u8.ToArray()).AsTask();
        Assert.False(flushing.IsCompleted);
        gate.GoAway(GateWriter.EnhanceYourCalm);
        var first = await slow.Reader.ReadAsync();
        Assert.Equal("frame"u8.ToArray(), first.Buffer.ToArray());
        slow.Reader.AdvanceTo(first.Buffer.End);
        var second = await slow.Reader.ReadAsync();
        Assert.Equal(Calm, second.Buffer.ToArray());
        slow.Reader.AdvanceTo(second.Buffer.End);
        await flushing;
    }

    private byte[] Sent()
    {
        if (!_sent.Reader.TryRead(out var result))
        {
            return [];
        }

        var bytes = result.Buffer.ToArray();
        _sent.Reader.AdvanceTo(result.Buffer.End);
        return bytes;
    }
}
