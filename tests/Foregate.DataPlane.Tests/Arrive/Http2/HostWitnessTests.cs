// SPDX-License-Identifier: Apache-2.0
using static Foregate.DataPlane.Tests.Arrive.Http2.FrameClient;

namespace Foregate.DataPlane.Tests.Arrive.Http2;

/// <summary>Host beside :authority, on connections that carry many streams at once.</summary>
public sealed class HostWitnessTests
{
    [Fact]
    public async Task Lets_a_client_that_says_Host_share_a_connection_between_hosts()
    {
        await using var host = await DoorHost.StartAsync(Http2Handlers.StatusAsync);
        await using var client = await ConnectAsync(host.Https);
        Assert.Equal(["200"], await AskAsync(client, 1, ("a.example", "a.example")));
        Assert.Equal(
            ["200", "200", "200", "200"],
            await AskAsync(client, 3, ("a.example", "a.example"), ("b.example", "B.example"), ("c.example", null), ("d.example", "d.example")));
    }

    [Fact]
    public async Task Refuses_the_one_stream_that_says_another_Host()
    {
        await using var host = await DoorHost.StartAsync(Http2Handlers.StatusAsync);
        await using var client = await ConnectAsync(host.Https);
        Assert.Equal(["200"], await AskAsync(client, 1, ("a.example", "a.example")));
        Assert.Equal(
            ["200", "400", "200", "400", "200"],
            await AskAsync(client, 3, ("a.example", "a.example"), ("a.example", "b.example"), ("b.example", "b.example"), ("c.example", "a.example"), ("c.example", null)));
    }

    [Fact]
    public async Task Judges_streams_that_come_at_once_with_the_first_Host_together()
    {
        await using var host = await DoorHost.StartAsync(Http2Handlers.StatusAsync);
        await using (var client = await ConnectAsync(host.Https))
        {
            Assert.Equal(["200", "200", "200"], await AskAsync(client, 1, ("a.example", "a.example"), ("a.example", null), ("a.example", "A.EXAMPLE")));
        }

        await using (var client = await ConnectAsync(host.Https))
        {
            Assert.Contains("400", await AskAsync(client, 1, ("a.example", null), ("a.example", "b.example"), ("a.example", null)));
        }
    }

    [Fact]
    public async Task Sees_a_Host_that_the_stream_before_it_had_as_authority()
    {
        await using var host = await DoorHost.StartAsync(Http2Handlers.StatusAsync);
        await using var client = await ConnectAsync(host.Https);
        for (var stream = 1; stream < 20; stream += 4)
        {
            Assert.Equal(["200"], await AskAsync(client, stream, ("a.example", null)));
            Assert.Equal(["400"], await AskAsync(client, stream + 2, ("b.example", "a.example")));
        }
    }

    [Fact]
    public async Task Reads_blocks_that_go_on_in_other_frames()
    {
        await using var host = await DoorHost.StartAsync(Http2Handlers.StatusAsync);
        await using var client = await ConnectAsync(host.Https);
        Assert.Equal(["200"], await AskAsync(client, 1, ("a.example", "a.example")));
        await client.SendAsync((byte[])
        [
            .. Frame(Headers, EndStream, 3, Block(Get)), .. Frame(Continuation, EndHeaders, 3, Block(("host", "b.example"))),
            .. Frame(Headers, EndStream, 5, Block(Get)), .. Frame(Continuation, EndHeaders, 5, Block(("host", "a.example"))),
        ]);
        Assert.Equal(["400", "200"], await AnswersAsync(client, 3, 2));
    }

    /// <summary>Sends all requests at once, in one write.</summary>
    private static async Task<string[]> AskAsync(FrameClient client, int first, params (string Authority, string? Host)[] requests)
    {
        var frames = new List<byte>();
        for (var i = 0; i < requests.Length; i++)
        {
            var fields = new List<(string, string)> { (":method", "GET"), (":scheme", "https"), (":authority", requests[i].Authority), (":path", "/") };
            if (requests[i].Host is { } host)
            {
                fields.Add(("host", host));
            }

            frames.AddRange(Request(first + (2 * i), true, fields));
        }

        await client.SendAsync(frames.ToArray());
        return await AnswersAsync(client, first, requests.Length);
    }

    private static async Task<string[]> AnswersAsync(FrameClient client, int first, int count)
    {
        var answers = new string[count];
        for (var left = count; left > 0;)
        {
            var frame = await client.ReadAsync().WaitAsync(TimeSpan.FromSeconds(30));
            Assert.NotNull(frame);
            if (frame.Value.Type == Headers)
            {
                answers[(frame.Value.Stream - first) / 2] = Status(frame.Value.Payload);
                left--;
            }
        }

        return answers;
    }
}
