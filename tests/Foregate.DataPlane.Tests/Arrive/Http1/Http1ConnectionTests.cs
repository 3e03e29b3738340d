// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Arrive.Http1;

public sealed class Http1ConnectionTests
{
    private const string Good = "GET /good HTTP/1.1\r\nHost: a\r\n\r\n";

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);
    private static readonly GatewayOptions Options = new();

    [Fact]
    public void Closes_silently_when_no_request_comes_in_the_idle_time()
    {
        using var connection = new MemoryConnection(Handlers.Describe);
        connection.Time.Advance(Options.IdleTimeout - Moment);
        Assert.False(connection.Run.IsCompleted);
        connection.Time.Advance(2 * Moment);
        Assert.True(connection.Run.IsCompletedSuccessfully);
        Assert.Equal("", connection.Received);
        Assert.False(connection.IsAborted);
    }

    [Fact]
    public void Counts_the_idle_time_anew_after_each_answer()
    {
        using var connection = new MemoryConnection(Handlers.Describe);
        for (var i = 0; i < 3; i++)
        {
            connection.Time.Advance(Options.IdleTimeout - Moment);
            connection.Send(Good);
            Assert.Equal(i + 1, RawAnswer.ParseAll(connection.Received).Count);
        }

        connection.Time.Advance(Options.IdleTimeout + Moment);
        Assert.True(connection.Run.IsCompletedSuccessfully);
    }

    [Fact]
    public void Takes_an_empty_line_between_requests_for_idleness()
    {
        using var connection = new MemoryConnection(Handlers.Describe);
        connection.Send(Good + "\r\n");
        connection.Time.Advance(Options.HeadTimeout * 2);
        Assert.False(connection.Run.IsCompleted);
        connection.Send(Good);
        Assert.Equal(2, RawAnswer.ParseAll(connection.Received).Count);
    }

    [Fact]
    public void Answers_408_when_a_head_is_begun_and_does_not_end_in_time_however_it_drips()
    {
        using var connection = new MemoryConnection(Handlers.Describe);
        connection.Send("GET / HTTP/1.1\r\nHost: a\r\nA: ");
        for (var waited = TimeSpan.Zero; waited < Options.HeadTimeout - Moment; waited += Moment)
        {
            Assert.Equal("", connection.Received);
            connection.Send("b");
            connection.Time.Advance(Moment);
        }

        connection.Time.Advance(2 * Moment);
        var answer = Assert.Single(RawAnswer.ParseAll(connection.Received));
        Assert.Equal(408, answer.Status);
        Assert.Equal("{\"message\":\"Request Timeout\"}", answer.Text);
        Assert.True(answer.Closes);
        Assert.True(connection.Run.IsCompletedSuccessfully);
        Assert.False(connection.IsAborted);
    }

    [Fact]
    public void Gives_each_head_its_own_time()
    {
        using var connection = new MemoryConnection(Handlers.Describe);
        for (var i = 0; i < 3; i++)
        {
            connection.Send(Good[..20]);
            connection.Time.Advance(Options.HeadTimeout - Moment);
            connection.Send(Good[20..]);
            Assert.Equal(i + 1, RawAnswer.ParseAll(connection.Received).Count);
        }
    }

    [Fact]
    public void Answers_408_when_a_body_falls_silent()
    {
        using var connection = new MemoryConnection(Handlers.Describe);
        connection.Send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n");
        for (var i = 0; i < 4; i++)
        {
            connection.Time.Advance(Options.BodyTimeout - Moment);
            connection.Send("x");
        }

        Assert.Equal("", connection.Received);
        connection.Time.Advance(Options.BodyTimeout + Moment);
        var answer = Assert.Single(RawAnswer.ParseAll(connection.Received));
        Assert.Equal(408, answer.Status);
        Assert.True(answer.Closes);
        Assert.True(connection.Run.IsCompletedSuccessfully);
    }

    [Fact]
    public void Gives_a_silent_handler_all_its_time()
    {
        var hold = new TaskCompletionSource();
        using var connection = new MemoryConnection(async exchange =>
        {
            await hold.Task;
            await Handlers.Describe(exchange);
        });
        connection.Send(Good);
        connection.Time.Advance(Options.IdleTimeout * 2);
        hold.SetResult();
        Assert.Equal(200, Assert.Single(RawAnswer.ParseAll(connection.Received)).Status);
    }

    [Fact]
    public void Breaks_off_an_answer_that_the_client_does_not_take()
    {
        using var connection = new MemoryConnection(exchange => Handlers.Answer(exchange, 200, new byte[1000_000]), sendRoom: 64 * 1024);
        connection.Send(Good);
        for (var i = 0; i < 5; i++)
        {
            connection.Time.Advance(Options.SendTimeout - Moment);
            connection.Take(100_000);
            Assert.False(connection.IsAborted);
        }

        connection.Time.Advance(Options.SendTimeout + Moment);
        Assert.True(connection.IsAborted);
        Assert.True(connection.Run.IsCompletedSuccessfully);
    }

    [Fact]
    public void Sends_on_as_the_client_takes()
    {
        using var connection = new MemoryConnection(exchange => Handlers.Answer(exchange, 200, new byte[1000_000]), sendRoom: 64 * 1024);
        connection.Send(Good);
        while (connection.Received.Length < 1000_000)
        {
            connection.Time.Advance(Moment);
        }

        Assert.Equal(1000_000, Assert.Single(RawAnswer.ParseAll(connection.Received)).Body.Length);
        Assert.False(connection.Run.IsCompleted);
    }

    [Fact]
    public void Tells_the_call_in_flight_at_once_that_the_client_went()
    {
        Exchange? inFlight = null;
        var hold = new TaskCompletionSource();
        using var connection = new MemoryConnection(async exchange =>
        {
            inFlight = exchange;
            await hold.Task;
            exchange.Sink.Abort();
        });
        connection.Send(Good);
        Assert.False(inFlight!.Client.IsGone);
        connection.FinishSending();
        Assert.True(inFlight.Client.IsGone);
        hold.SetResult();
        Assert.True(connection.Run.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_client_that_went_in_the_middle_of_a_head_gets_no_answer()
    {
        using var connection = new MemoryConnection(Handlers.Describe);
        connection.Send(Good[..20]);
        connection.FinishSending();
        Assert.True(connection.Run.IsCompletedSuccessfully);
        Assert.Equal("", connection.Received);
    }

    [Fact]
    public void A_client_that_went_in_the_middle_of_a_body_breaks_the_request_off()
    {
        var status = BodyStatus.Data;
        using var connection = new MemoryConnection(async exchange =>
        {
            do
            {
                status = (await exchange.RequestBody.ReadAsync()).Status;
            }
            while (status == BodyStatus.Data);
            exchange.Sink.Abort();
        });
        connection.Send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhi");
        connection.FinishSending();
        Assert.Equal(BodyStatus.Aborted, status);
        Assert.True(connection.IsAborted);
        Assert.True(connection.Run.IsCompletedSuccessfully);
    }

    [Fact]
    public void An_answer_that_was_never_ended_is_reset()
    {
        using var connection = new MemoryConnection(_ => default);
        connection.Send(Good);
        Assert.True(connection.IsAborted);
        Assert.True(connection.Run.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_bug_behind_the_door_resets_the_connection_and_leaves_the_counts_right()
    {
        using var connection = new MemoryConnection(_ => throw new InvalidOperationException("bug"));
        connection.Send(Good);
        Assert.True(connection.IsAborted);
        await Assert.ThrowsAsync<InvalidOperationException>(() => connection.Run);
        Assert.Equal(0, connection.Admission.Requests);
        Assert.Equal(0, connection.Admission.Connections);
    }

    [Fact]
    public void Answers_pipelined_requests_in_order_even_when_they_wait()
    {
        var holds = new Queue<TaskCompletionSource>();
        using var connection = new MemoryConnection(async exchange =>
        {
            var hold = new TaskCompletionSource();
            holds.Enqueue(hold);
            await hold.Task;
            await Handlers.Describe(exchange);
        });
        connection.Send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhiGET /3 HTTP/1.1\r\nHost: a\r\n\r\n");
        for (var i = 1; i <= 3; i++)
        {
            // The next is not even begun before the one before it is answered.
            Assert.Equal(i - 1, RawAnswer.ParseAll(connection.Received).Count);
            Assert.Single(holds);
            holds.Dequeue().SetResult();
            Assert.Contains("/" + i + " ", RawAnswer.ParseAll(connection.Received)[^1].Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Fills_what_the_door_knows_of_a_request()
    {
        Exchange? seen = null;
        var ids = new List<string>();
        using var connection = new MemoryConnection(exchange =>
        {
            seen = exchange;
            ids.Add(System.Text.Encoding.ASCII.GetString(exchange.Ids.Uuid));
            Assert.Equal("127.0.0.1", System.Text.Encoding.ASCII.GetString(exchange.Connection.RemoteAddress));
            Assert.Equal("8080", System.Text.Encoding.ASCII.GetString(exchange.Connection.LocalPort));
            Assert.False(exchange.IsSecure);
            Assert.Null(exchange.DoorRejection);
            return Handlers.Describe(exchange);
        });
        connection.Time.Advance(TimeSpan.FromSeconds(3));
        connection.Send(Good);
        Assert.Equal(1767225603000, seen!.RequestTimeEpoch);
        Assert.Equal(connection.Time.GetTimestamp(), seen.ReceivedAt);
        connection.Send(Good);
        Assert.Equal(2, ids.Distinct().Count());
    }
}
