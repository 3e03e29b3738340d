// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive;
using Foregate.DataPlane.Tests.Arrive.Http1;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Arrive;

public sealed class AdmissionTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    [Theory]
    [InlineData(1024L, 384)]
    [InlineData(1_048_576L, 524_160)]
    [InlineData(100L, 1)]
    [InlineData(long.MaxValue, 1_000_000)]
    [InlineData(null, 1_000_000)]
    public void Derives_the_cap_from_the_descriptors_less_a_reserve_two_for_each(long? descriptors, int connections) =>
        Assert.Equal(connections, Admission.FromDescriptors(descriptors));

    [Fact]
    public void Takes_the_cap_that_is_configured()
    {
        using var admission = New(new GatewayOptions { MaxConnections = 7 });
        Assert.Equal(7, admission.MaxConnections);
    }

    [Fact]
    public void Finds_a_cap_by_itself()
    {
        using var admission = New(new GatewayOptions());
        Assert.InRange(admission.MaxConnections, 1, 1_000_000);
    }

    [Fact]
    public void Turns_away_what_is_beyond_the_cap_and_lets_in_again_when_there_is_room()
    {
        using var admission = New(new GatewayOptions { MaxConnections = 1 });
        using var first = new MemoryConnection(Handlers.Describe, admission: admission);
        using (var second = new MemoryConnection(Handlers.Describe, admission: admission))
        {
            Assert.True(second.Run.IsCompletedSuccessfully);
            var answer = Assert.Single(RawAnswer.ParseAll(second.Received));
            Assert.Equal(503, answer.Status);
            Assert.Equal("{\"message\":\"Service Unavailable\"}", answer.Text);
            Assert.True(answer.Closes);
        }

        Assert.Equal(1, admission.Connections);
        Assert.Equal(1, admission.TurnedAway);
        first.Send(Get);
        Assert.Equal(200, Assert.Single(RawAnswer.ParseAll(first.Received)).Status);
        first.FinishSending();
        Assert.Equal(0, admission.Connections);
        using var third = new MemoryConnection(Handlers.Describe, admission: admission);
        third.Send(Get);
        Assert.Equal(200, Assert.Single(RawAnswer.ParseAll(third.Received)).Status);
    }

    [Fact]
    public async Task Resets_before_the_handshake_where_TLS_leaves_no_way_to_answer()
    {
        using var admission = New(new GatewayOptions { MaxConnections = 1 });
        using var first = new MemoryConnection(Handlers.Describe, admission: admission);
        using var second = new MemoryConnection(Handlers.Describe);
        await admission.AdmitAsync(second, _ => throw new InvalidOperationException("let in"), isTls: true);
        Assert.True(second.IsAborted);
    }

    [Fact]
    public void Logs_what_is_turned_away_once_a_second_and_counts_it_all()
    {
        var time = new FakeTimeProvider();
        var log = new Lines();
        using var admission = new Admission(new GatewayOptions { MaxConnections = 1, Time = time }, log);
        using var first = new MemoryConnection(Handlers.Describe, admission: admission);
        for (var i = 0; i < 30; i++)
        {
            using var other = new MemoryConnection(Handlers.Describe, admission: admission);
            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(3, log.Count);
        Assert.Contains("; 10 more were", log[1], StringComparison.Ordinal);
        Assert.Equal(30, admission.TurnedAway);
    }

    [Fact]
    public void Counts_the_requests_being_served()
    {
        var hold = new TaskCompletionSource();
        using var connection = new MemoryConnection(async exchange =>
        {
            await hold.Task;
            await Handlers.Describe(exchange);
        });
        Assert.Equal(0, connection.Admission.Requests);
        connection.Send(Get);
        Assert.Equal(1, connection.Admission.Requests);
        hold.SetResult();
        Assert.Equal(0, connection.Admission.Requests);
    }

    [Fact]
    public void A_request_in_the_window_is_served_and_ends_its_connection()
    {
        using var connection = new MemoryConnection(Handlers.Describe);
        connection.Send(Get);
        connection.Admission.BeginDrain();
        Assert.False(connection.Run.IsCompleted);
        connection.Send(Get);
        var answers = RawAnswer.ParseAll(connection.Received);
        Assert.Equal([false, true], answers.Select(a => a.Closes));
        Assert.True(connection.Run.IsCompletedSuccessfully);
        Assert.False(connection.IsAborted);
    }

    [Fact]
    public void The_end_of_the_window_ends_what_waits_and_lets_finish_what_runs()
    {
        using var admission = New(new GatewayOptions());
        var hold = new TaskCompletionSource();
        using var fresh = new MemoryConnection(Handlers.Describe, admission: admission);
        using var idle = new MemoryConnection(Handlers.Describe, admission: admission);
        idle.Send(Get);
        using var begun = new MemoryConnection(Handlers.Describe, admission: admission);
        begun.Send(Get[..10]);
        using var running = new MemoryConnection(
            async exchange =>
            {
                await hold.Task;
                await Handlers.Describe(exchange);
            },
            admission: admission);
        running.Send(Get);

        admission.CloseIdle();
        Assert.True(fresh.Run.IsCompletedSuccessfully);
        Assert.True(idle.Run.IsCompletedSuccessfully);
        Assert.False(idle.IsAborted);
        Assert.False(begun.Run.IsCompleted);
        Assert.False(running.Run.IsCompleted);

        begun.Send(Get[10..]);
        Assert.True(Assert.Single(RawAnswer.ParseAll(begun.Received)).Closes);
        hold.SetResult();
        Assert.True(Assert.Single(RawAnswer.ParseAll(running.Received)).Closes);
        Assert.True(running.Run.IsCompletedSuccessfully);
        Assert.Equal(0, admission.Connections);
    }

    [Fact]
    public void The_way_out_waits_for_the_window_then_for_the_last_connection()
    {
        var time = new FakeTimeProvider();
        using var admission = New(new GatewayOptions { Time = time });
        var hold = new TaskCompletionSource();
        using var running = new MemoryConnection(
            async exchange =>
            {
                await hold.Task;
                await Handlers.Describe(exchange);
            },
            admission: admission);
        running.Send(Get);
        var stopped = false;
        var drain = admission.DrainAsync(
            TimeSpan.FromSeconds(10),
            _ =>
            {
                stopped = true;
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.True(admission.IsDraining);
        Assert.False(stopped);
        using (var late = new MemoryConnection(Handlers.Describe, admission: admission))
        {
            late.Send(Get);
            Assert.True(Assert.Single(RawAnswer.ParseAll(late.Received)).Closes);
        }

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref stopped), TimeSpan.FromSeconds(20)));
        Assert.False(drain.IsCompleted);
        hold.SetResult();
        Assert.True(SpinWait.SpinUntil(() => drain.IsCompletedSuccessfully, TimeSpan.FromSeconds(20)));
    }

    private static Admission New(GatewayOptions options) => new(options, new Lines());

    private sealed class Lines : List<string>, ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add(formatter(state, exception));
    }
}
