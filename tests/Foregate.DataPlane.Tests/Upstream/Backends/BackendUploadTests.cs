// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Tests.Upstream.Backends;

public sealed class BackendUploadTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refusal_before_the_upload_ends_is_answered_at_once_and_stops_the_upload(bool knowsLength)
    {
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.WriteAsync("HTTP/1.1 413 Content Too Large\r\nContent-Length: 4\r\n\r\nlong");
            await connection.ReadToEndAsync();
        });
        using var caller = new Caller();
        var body = new ScriptedBody(knowsLength ? 1_000_000 : null, new byte[1_000]) { Ending = null };
        var call = await caller.AskAsync(caller.To(backEnd), HttpVerb.Post, body);
        var answer = await Caller.ReadAsync(call);
        Assert.True(answer.IsWhole);
        Assert.Equal((413, "long"), (answer.Status, answer.Text));
        Assert.True(body.IsBeingRead);
        call.Release();

        // The client still owes its body: nobody else may read that before the read that is under way returns.
        var ended = call.UploadEndedAsync();
        Assert.False(ended.IsCompleted);
        Assert.False(call.IsAtRest);
        body.Release.SetResult(new BodyChunk(new byte[10], BodyStatus.Data));
        await ended;
        Assert.True(call.IsAtRest);
        Assert.Equal(2, body.Reads);
        Assert.Equal("RST", await backEnd.EndedAsync(0));
        Assert.Equal(0, caller.To(backEnd).OpenConnections);
    }

    [Fact]
    public async Task A_refusal_reaches_a_caller_whose_upload_the_back_end_does_not_take()
    {
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.WriteAsync("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
            await connection.Ended;
        });
        using var caller = new Caller();
        var answer = await caller.SendAsync(caller.To(backEnd), HttpVerb.Post, ScriptedBody.Of(new byte[50_000_000], 65_536));
        Assert.Equal(401, answer.Status);
        Assert.True(answer.IsWhole);
    }

    [Fact]
    public async Task A_refusal_followed_by_a_close_is_read_although_sending_fails()
    {
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.WriteAsync("HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig");
            connection.FinishWriting();
            await connection.SkipAsync(1_000_000);
        });
        using var caller = new Caller();
        for (var i = 0; i < 50; i++)
        {
            var answer = await caller.SendAsync(caller.To(backEnd), HttpVerb.Post, ScriptedBody.Of(new byte[4_000_000], 65_536));
            Assert.Equal((BackendOutcome.Answered, 413, "big", BodyStatus.End), (answer.Outcome, answer.Status, answer.Text, answer.Ending));
        }
    }

    [Fact]
    public async Task A_success_may_be_made_of_the_body_while_it_arrives()
    {
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            while (await connection.ReadHeadAsync() is not null)
            {
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n");
                for (var i = 0; i < 2_000; i++)
                {
                    Assert.Equal(1_000, await connection.SkipAsync(1_000));
                    await connection.WriteAsync(new byte[1_000]);
                }
            }
        });
        using var caller = new Caller();
        for (var i = 0; i < 3; i++)
        {
            var answer = await caller.SendAsync(caller.To(backEnd), HttpVerb.Post, ScriptedBody.Of(new byte[2_000_000], 1_000, isSlow: true));
            Assert.True(answer.IsWhole);
            Assert.Equal(2_000_000, answer.Body.Length);
        }

        Assert.InRange(backEnd.Connections, 1, 3);
    }

    [Theory]
    [InlineData(BodyStatus.Aborted)]
    [InlineData(BodyStatus.Malformed)]
    [InlineData(BodyStatus.TooLarge)]
    [InlineData(BodyStatus.TimedOut)]
    [InlineData(BodyStatus.Undecodable)]
    internal async Task A_body_that_fails_on_the_way_resets_the_back_end(BodyStatus ending)
    {
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.ReadToEndAsync();
        });
        using var caller = new Caller();
        foreach (var length in new long?[] { 100_000, null })
        {
            var body = new ScriptedBody(length, new byte[20_000], new byte[100]) { Ending = ending, IsSlow = true };
            var answer = await caller.SendAsync(caller.To(backEnd), HttpVerb.Post, body);
            Assert.Equal((BackendOutcome.RequestBodyFailed, ending), (answer.Outcome, answer.RequestBodyStatus));
        }

        Assert.Equal("RST", await backEnd.EndedAsync(0));
        Assert.Equal("RST", await backEnd.EndedAsync(1));
        Assert.Equal(0, caller.To(backEnd).OpenConnections);
    }

    [Fact]
    public async Task A_body_that_has_failed_before_it_is_sent_touches_no_back_end()
    {
        await using var backEnd = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var caller = new Caller();
        var answer = await caller.SendAsync(caller.To(backEnd), HttpVerb.Post, new ScriptedBody(null) { Ending = BodyStatus.TooLarge });
        Assert.Equal((BackendOutcome.RequestBodyFailed, BodyStatus.TooLarge), (answer.Outcome, answer.RequestBodyStatus));
        Assert.Equal(0, backEnd.Connections);
    }

    [Theory]
    [InlineData(5, 4)]
    [InlineData(5, 6)]
    [InlineData(50_000, 49_999)]
    [InlineData(50_000, 50_001)]
    public async Task A_body_of_another_length_than_its_head_said_is_never_passed_off_as_whole(int said, int had)
    {
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.ReadToEndAsync();
        });
        using var caller = new Caller();
        var answer = await caller.SendAsync(caller.To(backEnd), HttpVerb.Post, new ScriptedBody(said, new byte[1], new byte[had - 1]) { IsSlow = true });
        Assert.Equal(BackendOutcome.RequestBodyFailed, answer.Outcome);
    }

    [Fact]
    public async Task A_body_of_unknown_length_without_chunks_is_a_bug()
    {
        await using var backEnd = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var caller = new Caller();
        caller.Request.TimeoutMilliseconds = 1_000;
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await caller.To(backEnd).SendAsync(caller.Request, new ScriptedBody(null), caller.Client));
    }

    [Theory]
    [InlineData("hello", true, "hello")]
    [InlineData("hello", false, "5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("", false, "0\r\n\r\n")]
    public async Task Head_and_small_body_leave_in_one_piece(string body, bool knowsLength, string onTheWire)
    {
        var wire = new WritesRecorded();
        var upload = new BackendUpload();
        var pieces = body.Length == 0 ? [] : new ReadOnlyMemory<byte>[] { Encoding.ASCII.GetBytes(body) };
        Assert.True(upload.Begin(new EndKnownBody(new ScriptedBody(knowsLength ? body.Length : null, pieces), body.Length == 0), !knowsLength));
        Assert.True(await upload.SendHeadAsync(wire, "HEAD"u8.ToArray()));
        Assert.Equal(["HEAD" + onTheWire], wire.Writes);
        Assert.True(upload.IsSent);
    }

    /// <summary>Knows its end with its last piece, as the door's reader does when the last chunk has arrived too.</summary>
    private sealed class EndKnownBody(ScriptedBody inner, bool isEmpty) : IBodyReader
    {
        public long? Length => inner.Length;

        public bool IsEnded => isEmpty || inner.Reads > 0;

        public ValueTask<BodyChunk> ReadAsync() => inner.ReadAsync();
    }

    private sealed class WritesRecorded : ByteChannel
    {
        public List<string> Writes { get; } = [];

        public override ReadOnlySpan<byte> Unread => default;

        public override ReadOnlyMemory<byte> UnreadMemory => default;

        public override void Consume(int count)
        {
        }

        public override ValueTask<int> FillAsync() => new(0);

        public override ValueTask<bool> SendAsync(ReadOnlyMemory<byte> bytes)
        {
            Writes.Add(Encoding.ASCII.GetString(bytes.Span));
            return new ValueTask<bool>(true);
        }

        public override void Abort()
        {
        }
    }
}
