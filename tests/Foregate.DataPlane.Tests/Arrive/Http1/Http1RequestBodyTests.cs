// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Arrive.Http1;

public sealed class Http1RequestBodyTests
{
    private const string Good = "GET /good HTTP/1.1\r\nHost: a\r\n\r\n";
    private const string Interim = "HTTP/1.1 100 Continue\r\n\r\n";
    private const string Post = "POST / HTTP/1.1\r\nHost: a\r\n";

    /// <summary>Says no without looking at the body, as an authorizer does.</summary>
    private static ValueTask SayNo(Exchange exchange) => exchange.Request.Verb == HttpVerb.Get
        ? Handlers.Describe(exchange)
        : Handlers.Answer(exchange, 401, "no"u8.ToArray());

    [Fact]
    public void Asks_for_the_body_when_it_is_first_read_and_once()
    {
        var read = new TaskCompletionSource();
        using var connection = new MemoryConnection(async exchange =>
        {
            await read.Task;
            await Handlers.Describe(exchange);
        });
        connection.Send(Post + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
        Assert.Equal("", connection.Received);
        read.SetResult();
        Assert.Equal(Interim, connection.Received);
        connection.Send("he");
        connection.Send("llo");
        var answer = Assert.Single(RawAnswer.ParseAll(connection.Received[Interim.Length..]));
        Assert.EndsWith("\nhello", answer.Text, StringComparison.Ordinal);
        Assert.False(answer.Closes);
    }

    [Fact]
    public void Does_not_ask_for_a_body_that_is_already_coming()
    {
        using var connection = new MemoryConnection(Handlers.Describe);
        connection.Send(Post + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\nhe");
        Assert.Equal("", connection.Received);
        connection.Send("llo");
        Assert.Equal(200, Assert.Single(RawAnswer.ParseAll(connection.Received)).Status);
    }

    [Fact]
    public void Never_asks_for_a_body_that_nobody_reads_and_ends_the_connection()
    {
        // The client may send the body now or not: what follows could be either.
        using var connection = new MemoryConnection(SayNo);
        connection.Send(Post + "Expect: 100-continue\r\nContent-Length: 31\r\n\r\n" + Good);
        var answer = Assert.Single(RawAnswer.ParseAll(connection.Received));
        Assert.Equal(401, answer.Status);
        Assert.True(answer.Closes);
        connection.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(connection.Run.IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData("Content-Length: 31\r\n\r\n" + Good)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n1f\r\n" + Good + "\r\n0\r\n\r\n")]
    public void Reads_away_a_small_body_that_nobody_wanted_and_serves_what_follows(string framed)
    {
        using var connection = new MemoryConnection(SayNo);
        connection.Send(Post + framed + Good);
        var answers = RawAnswer.ParseAll(connection.Received);
        Assert.Equal([401, 200], answers.Select(a => a.Status));
        Assert.False(answers[0].Closes);
    }

    [Theory]
    [InlineData("Content-Length: 31\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n1f\r\n")]
    public void Waits_a_second_for_the_rest_of_a_body_that_nobody_wanted(string framed)
    {
        using var connection = new MemoryConnection(SayNo);
        connection.Send(Post + framed + Good[..10]);
        Assert.Equal(401, Assert.Single(RawAnswer.ParseAll(connection.Received)).Status);
        connection.Time.Advance(TimeSpan.FromMilliseconds(900));
        Assert.False(connection.Run.IsCompleted);
        connection.Time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.True(connection.Run.IsCompletedSuccessfully);
        Assert.False(connection.IsAborted);
    }

    [Fact]
    public void Says_at_once_that_it_will_not_read_a_large_body_away()
    {
        using var connection = new MemoryConnection(SayNo);
        connection.Send(Post + "Content-Length: 65537\r\n\r\n" + Good);
        var answer = Assert.Single(RawAnswer.ParseAll(connection.Received));
        Assert.True(answer.Closes);
        connection.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(connection.Run.IsCompletedSuccessfully);
    }

    [Fact]
    public void Reads_a_body_of_64_KiB_away()
    {
        using var connection = new MemoryConnection(SayNo);
        connection.Send(Post + "Content-Length: 65536\r\n\r\n" + new string('x', 65536) + Good);
        Assert.Equal([401, 200], RawAnswer.ParseAll(connection.Received).Select(a => a.Status));
    }

    [Fact]
    public void Gives_up_on_a_chunked_body_beyond_64_KiB()
    {
        using var connection = new MemoryConnection(SayNo);
        connection.Send(Post + "Transfer-Encoding: chunked\r\n\r\n20000\r\n" + new string('x', 0x20000) + "\r\n0\r\n\r\n" + Good);
        Assert.Equal(401, Assert.Single(RawAnswer.ParseAll(connection.Received)).Status);
        Assert.True(connection.Run.IsCompletedSuccessfully);
    }

    [Fact]
    public void Never_serves_what_stands_behind_a_broken_body()
    {
        using var connection = new MemoryConnection(SayNo);
        connection.Send(Post + "Transfer-Encoding: chunked\r\n\r\nx\r\n" + Good);
        Assert.Equal(401, Assert.Single(RawAnswer.ParseAll(connection.Received)).Status);
        Assert.True(connection.Run.IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData(-1, 200)]
    [InlineData(0, 200)]
    [InlineData(1, 413)]
    public void Holds_bodies_to_the_payload_quota(int beyond, int status)
    {
        var options = new GatewayOptions { Quotas = new Foregate.Definitions.Quotas { PayloadBytes = 100 } };
        var body = new string('x', 100 + beyond);
        using (var connection = new MemoryConnection(Handlers.Describe, options))
        {
            connection.Send(Post + "Content-Length: " + body.Length + "\r\n\r\n" + body);
            Assert.Equal(status, Assert.Single(RawAnswer.ParseAll(connection.Received)).Status);
        }

        using (var connection = new MemoryConnection(Handlers.Describe, options))
        {
            connection.Send(Post + "Transfer-Encoding: chunked\r\n\r\n32\r\n" + body[..50] + "\r\n" + (body.Length - 50).ToString("x", null) + "\r\n" + body[50..] + "\r\n0\r\n\r\n");
            Assert.Equal(status, Assert.Single(RawAnswer.ParseAll(connection.Received)).Status);
        }
    }

    [Fact]
    public void A_read_that_outlives_the_last_answer_has_a_second_left()
    {
        // An early final answer while the upload still runs.
        BodyStatus? ended = null;
        using var connection = new MemoryConnection(async exchange =>
        {
            var read = exchange.RequestBody.ReadAsync();
            await Handlers.Answer(exchange, 413, "no"u8.ToArray());
            ended = (await read).Status;
        });
        connection.Send(Post + "Content-Length: 1000000\r\n\r\n");
        Assert.True(Assert.Single(RawAnswer.ParseAll(connection.Received)).Closes);
        Assert.Null(ended);
        connection.Time.Advance(TimeSpan.FromMilliseconds(1100));
        Assert.Equal(BodyStatus.TimedOut, ended);
        Assert.True(connection.Run.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_read_begun_after_the_last_answer_has_a_second_too()
    {
        var ended = new List<BodyStatus>();
        using var connection = new MemoryConnection(async exchange =>
        {
            var read = exchange.RequestBody.ReadAsync();
            await Handlers.Answer(exchange, 413, "no"u8.ToArray());
            ended.Add((await read).Status);
            ended.Add((await exchange.RequestBody.ReadAsync()).Status);
        });
        connection.Send(Post + "Content-Length: 1000000\r\n\r\n");
        connection.Send("some");
        Assert.Equal([BodyStatus.Data], ended);
        connection.Time.Advance(TimeSpan.FromMilliseconds(1100));
        Assert.Equal([BodyStatus.Data, BodyStatus.TimedOut], ended);
        Assert.True(connection.Run.IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_client_that_takes_the_last_answer_slowly_still_has_its_second_afterwards(bool reads)
    {
        BodyStatus? ended = null;
        using var connection = new MemoryConnection(
            async exchange =>
            {
                var read = reads ? exchange.RequestBody.ReadAsync() : new ValueTask<BodyChunk>(BodyChunk.End);
                await Handlers.Answer(exchange, 413, new byte[10_000]);
                ended = (await read).Status;
            },
            sendRoom: 4_096);
        connection.Send(Post + "Content-Length: 1000000\r\n\r\n");
        connection.Time.Advance(TimeSpan.FromMilliseconds(1500));
        connection.Take(long.MaxValue);
        Assert.False(connection.Run.IsCompleted);
        connection.Time.Advance(TimeSpan.FromMilliseconds(900));
        Assert.False(connection.Run.IsCompleted);
        connection.Time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.True(connection.Run.IsCompletedSuccessfully);
        Assert.Equal(reads ? BodyStatus.TimedOut : BodyStatus.End, ended);
        Assert.True(Assert.Single(RawAnswer.ParseAll(connection.Received)).Closes);
    }
}
