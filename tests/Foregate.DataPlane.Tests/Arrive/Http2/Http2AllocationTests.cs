// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Net;
using Foregate.DataPlane.Arrive;
using Foregate.DataPlane.Arrive.Http2;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Timing;
using Microsoft.Extensions.Logging.Abstractions;
using static Foregate.DataPlane.Tests.Arrive.Http2.FrameClient;

namespace Foregate.DataPlane.Tests.Arrive.Http2;

/// <summary>What the door itself makes of memory for a request: nothing.</summary>
public sealed class Http2AllocationTests
{
    private static readonly byte[] Answered = new byte[1024];

    [Fact]
    public void Requests_allocate_nothing() =>
        Assert.Equal(0, BytesPerRequest(Request(1, true, [.. Get, ("user-agent", "test"), ("x-one", "1"), ("cookie", "a=1"), ("cookie", "b=2")])));

    [Fact]
    public void Requests_with_a_body_allocate_nothing() =>
        Assert.Equal(0, BytesPerRequest([.. Request(1, false, [.. Post, ("content-length", "1000")]), .. Frame(Data, EndStream, 1, new byte[1000])]));

    [Fact]
    public void Requests_in_several_frames_allocate_nothing() =>
        Assert.Equal(0, BytesPerRequest(
            [.. Frame(Headers, EndStream, 1, Block(Get[..2])), .. Frame(Continuation, EndHeaders, 1, Block([.. Get[2..], ("x", new string('v', 5000))]))]));

    private static long BytesPerRequest(byte[] frames)
    {
#if DEBUG
        Assert.Skip("An unoptimised build makes an object of every asynchronous method.");
#endif
        var options = new GatewayOptions();
        using var wheel = new TimerWheel(options.Time);
        using var admission = new Admission(options, NullLogger.Instance);
        var answers = 0;
        var door = new Http2Door(options, wheel, admission, exchange =>
        {
            answers++;
            return Answer(exchange);
        });
        var channel = new MemoryDoorChannel();
        var connection = new Http2Connection(door, channel, new ConnectionFacts(new IPEndPoint(1, 1), new IPEndPoint(1, 2), isTls: true));
        var run = Task.Run(connection.RunAsync);
        while (channel.Sent == 0)
        {
            Thread.Yield();
        }

        SpinWait.SpinUntil(() => channel.IsWaiting);
        channel.Send((byte[])[.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(Settings, 0, 0, []), .. Frame(WindowUpdate, 0, 0, [0x7F, 0, 0, 0])]);
        var stream = 1;
        var best = long.MaxValue;
        // The first rounds fill the pools, and the collector may empty one at any time for other tests: a round without either is exact.
        for (var round = 0; round < 20 && best > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++, stream += 2)
            {
                for (var at = 0; at < frames.Length;)
                {
                    BinaryPrimitives.WriteInt32BigEndian(frames.AsSpan(at + 5), stream);
                    at += 9 + (frames[at] << 16 | frames[at + 1] << 8 | frames[at + 2]);
                }

                channel.Send(frames);
            }

            best = Math.Min(best, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(stream / 2, answers);
        channel.Interrupt();
        Assert.True(run.Wait(TimeSpan.FromSeconds(30)));
        return best;
    }

    private static ValueTask Answer(Exchange exchange)
    {
        while (true)
        {
            var read = exchange.RequestBody.ReadAsync();
            Assert.True(read.IsCompleted || exchange.RequestBody.Length == 1000);
            if (!read.IsCompleted)
            {
                return Awaited(exchange, read);
            }

            if (read.Result.Status != BodyStatus.Data)
            {
                return Send(exchange);
            }
        }
    }

    [System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask Awaited(Exchange exchange, ValueTask<BodyChunk> read)
    {
        while ((await read).Status == BodyStatus.Data)
        {
            read = exchange.RequestBody.ReadAsync();
        }

        await Send(exchange);
    }

    private static ValueTask Send(Exchange exchange)
    {
        exchange.Response.Add("content-type"u8, "text/plain"u8);
        exchange.Response.ContentLength = Answered.Length;
        exchange.Sink.Start(exchange.Response);
        var write = exchange.Sink.WriteAsync(Answered);
        Assert.True(write.IsCompleted && write.Result);
        var end = exchange.Sink.CompleteAsync();
        Assert.True(end.IsCompleted && end.Result);
        return default;
    }
}
