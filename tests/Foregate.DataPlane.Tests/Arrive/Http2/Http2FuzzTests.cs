// SPDX-License-Identifier: Apache-2.0
using System.Net;
using CsCheck;
using Foregate.DataPlane.Arrive;
using Foregate.DataPlane.Arrive.Http2;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Wire.Timing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static Foregate.DataPlane.Tests.Arrive.Http2.FrameClient;

namespace Foregate.DataPlane.Tests.Arrive.Http2;

/// <summary>Frames put together and broken at random: whatever they are, the door neither fails nor hangs, and reads them the same however they arrive.</summary>
public sealed class Http2FuzzTests
{
    private static readonly byte[] Preface = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(Settings, 0, 0, [])];

    private static readonly Gen<byte[]> Payload = Gen.Frequency(
        (4, AnyOf(Block(Get), Block(Post), Block([.. Post, ("content-length", "3")]), Block(Get[..2]), Block(("x-sum", "1")), Block([.. Get, ("x", "a\u0007b")]))),
        (2, AnyOf<byte[]>([], "abc"u8.ToArray(), new byte[] { 0, 0, 0, 8 }, new byte[] { 0, 0, 0, 0 }, new byte[] { 0x7F, 0xFF, 0xFF, 0xFF }, new byte[8], new byte[5], new byte[] { 0, 4, 0, 0, 0, 1 }, new byte[] { 2, 65, 0, 0 })),
        (1, Gen.Byte.Array[0, 40]));

    private static readonly Gen<byte[]> AnyFrame = Gen.Select(
        Gen.Frequency((4, AnyOf(Headers, Data)), (2, AnyOf(Continuation, RstStream, WindowUpdate, Settings, Ping, Priority)), (1, Gen.Byte)),
        Gen.Frequency((4, AnyOf<byte>(EndHeaders | EndStream, EndHeaders, EndStream, 0)), (1, Gen.Byte)),
        Gen.Frequency((6, AnyOf(1, 3, 5, 7)), (1, AnyOf(0, 2, 9, int.MaxValue))),
        Payload,
        static (type, flags, stream, payload) => Frame(type, flags, stream, payload));

    // A byte changed here and there: lengths too.
    private static readonly Gen<(byte[] Bytes, int[] Splits)> Connections = Gen.Select(
        AnyFrame.Array[0, 12], Gen.Select(Gen.Int[0, 2000], Gen.Byte).Array[0, 2], Gen.Int[0, 2000].Array[1, 8],
        static (frames, changes, splits) =>
        {
            byte[] bytes = [.. Preface, .. frames.SelectMany(static f => f)];
            foreach (var (at, value) in changes)
            {
                bytes[at % bytes.Length] = value;
            }

            return (bytes, splits);
        });

    [Fact]
    public void Reads_broken_connections_the_same_however_they_arrive() =>
        Connections.Sample(static sample =>
        {
            var whole = Run([sample.Bytes]);
            var pieces = new List<byte[]>();
            var start = 0;
            foreach (var split in sample.Splits.Select(s => s % sample.Bytes.Length).Order().Where(s => s > 0).Distinct())
            {
                pieces.Add(sample.Bytes[start..split]);
                start = split;
            }

            pieces.Add(sample.Bytes[start..]);
            return whole.AsSpan().SequenceEqual(Run(pieces));
        }, iter: Iterations, print: static sample => Convert.ToHexString(sample.Bytes) + " at " + string.Join(',', sample.Splits));

    private static int Iterations => Environment.GetEnvironmentVariable("FOREGATE_TEST_ALL") == "1" ? 1_000_000 : 20_000;

    private static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    /// <summary>All that the door sent; throws unless it is done with the connection when the client is.</summary>
    private static byte[] Run(List<byte[]> pieces)
    {
        var options = new GatewayOptions { Time = new FakeTimeProvider() };
        using var wheel = new TimerWheel(options.Time);
        using var admission = new Admission(options, NullLogger.Instance);
        using var received = new MemoryStream();
        var door = new Http2Door(options, wheel, admission, Http2Handlers.StatusAsync);
        var channel = new MemoryDoorChannel(received);
        var connection = new Http2Connection(door, channel, new ConnectionFacts(new IPEndPoint(1, 1), new IPEndPoint(1, 2), isTls: true));
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        var run = connection.RunAsync();
        foreach (var piece in pieces)
        {
            // Once the door has said goodbye for good it only reads away, or has gone.
            if (channel.IsWaiting)
            {
                channel.Send(piece);
            }
        }

        channel.Interrupt();
        SynchronizationContext.SetSynchronizationContext(before);
        Assert.True(run.Wait(TimeSpan.FromSeconds(30)));
        Assert.Equal(0, admission.Requests);
        return received.ToArray();
    }
}
