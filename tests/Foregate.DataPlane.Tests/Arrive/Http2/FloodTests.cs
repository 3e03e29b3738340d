// SPDX-License-Identifier: Apache-2.0
using static Foregate.DataPlane.Tests.Arrive.Http2.FrameClient;

namespace Foregate.DataPlane.Tests.Arrive.Http2;

/// <summary>Floods of frames that ask for nothing: the budget ends each, and honest use never meets it.</summary>
public sealed class FloodTests
{
    /// <summary>Frames to send first, the frame of the flood, and how many of it are within the budget.</summary>
    public static TheoryData<string, byte[], byte[], int> Floods => new()
    {
        { "PING", [], Frame(Ping, 0, 0, new byte[8]), 999 },
        { "PING acknowledged", [], Frame(Ping, Ack, 0, new byte[8]), 999 },
        { "SETTINGS", [], Frame(Settings, 0, 0, [0, 4, 0, 0, 0xFF, 0xFF]), 999 },
        { "SETTINGS without settings", [], Frame(Settings, 0, 0, []), 999 },
        { "PRIORITY", [], Frame(Priority, 0, 1, [0, 0, 0, 0, 1]), 999 },
        { "An unknown frame", [], Frame(0x42, 0, 0, "x"u8), 999 },
        { "WINDOW_UPDATE that nothing was sent for", [], Frame(WindowUpdate, 0, 0, [0, 0, 0, 1]), 990 },
        { "Empty DATA", Request(1, false, Post), Frame(Data, 0, 1, []), 100 },
        { "DATA of padding only", Request(1, false, Post), Frame(Data, Padded, 1, [3, 0, 0, 0]), 100 },
        { "Empty CONTINUATION", Frame(Headers, EndStream, 1, Block(Get)), Frame(Continuation, 0, 1, []), 100 },
    };

    [Theory]
    [MemberData(nameof(Floods))]
    public async Task Ends_a_flood_with_enhance_your_calm(string name, byte[] first, byte[] frame, int within)
    {
        await using var host = await DoorHost.StartAsync(Http2Handlers.StatusAsync);
        await using var client = await ConnectAsync(host.Https);
        await client.SendAsync(first);
        await client.SendAsync(Repeat(frame, within + 20));
        Assert.True(await client.OutcomeAsync(0, pastAnswer: true).WaitAsync(TimeSpan.FromSeconds(30)) == "GOAWAY ENHANCE_YOUR_CALM", name);
        while (await client.ReadAsync() is not null)
        {
        }
    }

    [Theory]
    [MemberData(nameof(Floods))]
    public async Task Serves_on_within_the_budget(string name, byte[] first, byte[] frame, int within)
    {
        await using var host = await DoorHost.StartAsync(Http2Handlers.StatusAsync);
        await using var client = await ConnectAsync(host.Https);
        await client.SendAsync(first);
        await client.SendAsync(Repeat(frame, within - 20));
        var stream = 3;
        if (first.Length > 0)
        {
            await client.SendAsync(first[3] == Headers && first[4] == EndStream ? Frame(Continuation, EndHeaders, 1, []) : Frame(Data, EndStream, 1, []));
            stream = 1;
        }
        else
        {
            await client.SendAsync(Request(3, true, Get));
        }

        Assert.True(await client.OutcomeAsync(stream).WaitAsync(TimeSpan.FromSeconds(30)) == "200", name);
    }

    [Fact]
    public async Task Ends_a_paced_rapid_reset()
    {
        await using var host = await DoorHost.StartAsync(Http2Handlers.StatusAsync);
        await using var client = await ConnectAsync(host.Https);
        var outcome = "ignored";
        for (var stream = 1; stream < 3000 && outcome == "ignored";)
        {
            // Paced: Kestrel itself ends a client that is much faster than it can answer.
            var some = new List<byte>();
            for (var last = stream + 40; stream < last; stream += 2)
            {
                some.AddRange([.. Request(stream, true, Get), .. Frame(RstStream, 0, stream, [0, 0, 0, 8])]);
            }

            await client.SendAsync(some.ToArray());
            outcome = await client.OutcomeAsync(0, ping: true, pastAnswer: true).WaitAsync(TimeSpan.FromSeconds(30));
        }

        Assert.Equal("GOAWAY ENHANCE_YOUR_CALM", outcome);
    }

    [Fact]
    public async Task Lets_an_honest_download_update_its_windows()
    {
        const int Size = 4 * 1024 * 1024;
        var body = new byte[Size];
        await using var host = await DoorHost.StartAsync(async exchange =>
        {
            exchange.Response.ContentLength = Size;
            exchange.Sink.Start(exchange.Response);
            await exchange.Sink.WriteAsync(body);
            await exchange.Sink.CompleteAsync();
        });
        await using var client = await ConnectAsync(host.Https);
        await client.SendAsync(Request(1, true, Get));
        var read = 0;
        var updates = 0;
        var unsaid = 0;
        while (read < Size && await client.ReadAsync() is { } frame)
        {
            Assert.NotEqual(GoAway, frame.Type);
            if (frame.Type != Data)
            {
                continue;
            }

            read += frame.Payload.Length;
            unsaid += frame.Payload.Length;
            // As thrifty as the least thrifty client: for each 2 KiB two updates.
            while (unsaid >= 2048)
            {
                unsaid -= 2048;
                updates += 2;
                await client.SendAsync((byte[])[.. Frame(WindowUpdate, 0, 0, [0, 0, 8, 0]), .. Frame(WindowUpdate, 0, 1, [0, 0, 8, 0])]);
            }
        }

        Assert.Equal(Size, read);
        Assert.True(updates > 3000);
    }

    private static byte[] Repeat(byte[] frame, int count)
    {
        var all = new byte[frame.Length * count];
        for (var i = 0; i < count; i++)
        {
            frame.CopyTo(all, i * frame.Length);
        }

        return all;
    }
}
