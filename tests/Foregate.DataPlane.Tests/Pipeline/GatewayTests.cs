// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Tests.Arrive;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Bodies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Pipeline;

public sealed class GatewayTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
    private readonly CollectedLogs _logs = new();
    private readonly Gateway _gateway;

    public GatewayTests() => _gateway = new Gateway(Sample.Options with { Time = _time }, _logs);

    [Fact]
    public async Task A_request_is_taken_through_the_running_snapshot()
    {
        Serve("/pets/{petId}");
        var exchange = await Handled("GET /_aws/execute-api/rest123456/prod/pets/7");
        Assert.Equal(200, Sink(exchange).Status);
        Assert.True(Sink(exchange).IsCompleted);
        Assert.Null(exchange.Rejection);
        Assert.Equal("/pets/{petId}", exchange.Route.Plan!.ResourcePath);
    }

    [Theory]
    [InlineData("/_aws/execute-api/rest123456/prod/nosuch", 403, "Missing Authentication Token", "MissingAuthenticationTokenException")]
    [InlineData("/_aws/execute-api/rest123456/nosuch/pets", 403, "Forbidden", "ForbiddenException")]
    [InlineData("/", 403, "Forbidden", "ForbiddenException")]
    public async Task A_refusal_becomes_an_answer(string target, int status, string message, string errorType)
    {
        Serve("/pets");
        var sink = Sink(await Handled("GET " + target));
        Assert.Equal(status, sink.Status);
        Assert.Equal($"{{\"message\":\"{message}\"}}", sink.Body);
        Assert.Contains("x-amzn-ErrorType: " + errorType + "\r\n", sink.Head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_the_door_refuses_goes_no_further()
    {
        Serve("/pets");
        var exchange = await Handled("GET /_aws/execute-api/rest123456/prod/pets", static exchange => exchange.DoorRejection = Rejections.Rest.MalformedRequest);
        Assert.Equal(400, Sink(exchange).Status);
        Assert.Null(exchange.Stage);
        Assert.Same(Rejections.Rest.MalformedRequest, exchange.Rejection);
    }

    [Fact]
    public async Task A_bug_on_the_way_is_a_500_and_is_logged()
    {
        Serve("/pets");
        var exchange = await Handled("GET /_aws/execute-api/rest123456/prod/pets", static exchange => exchange.RequestBody = new BrokenBody());
        Assert.Equal(500, Sink(exchange).Status);
        Assert.Equal("{\"message\":\"Internal server error\"}", Sink(exchange).Body);
        var entry = Assert.Single(_logs.Entries);
        Assert.Equal((LogLevel.Error, 1001), (entry.Level, entry.Id.Id));
        Assert.Contains("a bug of the test", entry.Text, StringComparison.Ordinal);
        var steps = _gateway.FindDecision(Encoding.ASCII.GetString(exchange.Ids.Uuid))!.Steps;
        Assert.Single(steps, static step => step.Verdict == "failed");
        Assert.DoesNotContain(steps, static step => step.Verdict == "unknown");
    }

    [Fact]
    public async Task A_swap_changes_what_the_next_request_finds()
    {
        Assert.Null(_gateway.Snapshot);
        Assert.Equal(0, _gateway.SnapshotVersion);
        Serve("/old");
        var old = _gateway.Snapshot;
        Assert.Equal(200, Sink(await Handled("GET /_aws/execute-api/rest123456/prod/old")).Status);
        _time.Advance(TimeSpan.FromSeconds(5));
        Serve("/new");
        Assert.NotSame(old, _gateway.Snapshot);
        Assert.Equal(2, _gateway.SnapshotVersion);
        Assert.Equal(403, Sink(await Handled("GET /_aws/execute-api/rest123456/prod/old")).Status);
        Assert.Equal(200, Sink(await Handled("GET /_aws/execute-api/rest123456/prod/new")).Status);
        var metrics = Encoding.UTF8.GetString(_gateway.WriteMetrics().Span);
        Assert.Contains("foregate_snapshot_version 2\n", metrics, StringComparison.Ordinal);
        Assert.Contains("foregate_snapshot_last_success 1800000005\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public void Definitions_that_cannot_be_served_leave_the_running_snapshot_alone()
    {
        Serve("/pets");
        var running = _gateway.Snapshot;
        var (snapshot, faults) = _gateway.Compile(GivenAccount.Rest(method: GivenAccount.Get with { MethodIntegration = null }));
        Assert.Null(snapshot);
        Assert.Single(faults);
        Assert.Same(running, _gateway.Snapshot);
    }

    [Fact]
    public async Task What_was_decided_is_remembered_under_both_ids()
    {
        Serve("/pets");
        var exchange = await Handled("GET /_aws/execute-api/rest123456/prod/nosuch");
        var record = _gateway.FindDecision(Encoding.ASCII.GetString(exchange.Ids.Uuid));
        Assert.Equal((403, "MISSING_AUTHENTICATION_TOKEN"), (record!.Status, record.RejectionType));
        Assert.Equal(record.RequestId, _gateway.FindDecision(Encoding.ASCII.GetString(exchange.Ids.Extended))!.RequestId);
        Assert.Null(_gateway.FindDecision("00000000-0000-4000-8000-000000000000"));
    }

    public void Dispose()
    {
        _gateway.Dispose();
        _logs.Dispose();
    }

    private static MemorySink Sink(Exchange exchange) => (MemorySink)exchange.Sink;

    private void Serve(string path)
    {
        var (snapshot, faults) = _gateway.Compile(GivenAccount.Rest(path));
        Assert.Empty(faults);
        _gateway.Swap(snapshot!);
    }

    private async Task<Exchange> Handled(string request, Action<Exchange>? change = null)
    {
        var exchange = new Exchange(4096)
        {
            Sink = new MemorySink(),
            Connection = new ConnectionFacts(new IPEndPoint(IPAddress.Parse("203.0.113.9"), 50000), new IPEndPoint(IPAddress.Loopback, 80), isTls: false),
        };
        Sample.Read(exchange.Request, request + " HTTP/1.1");
        exchange.Ids.Renew();
        exchange.ReceivedAt = _time.GetTimestamp();
        change?.Invoke(exchange);
        await _gateway.Handler(exchange);
        return exchange;
    }

    private sealed class BrokenBody : IBodyReader
    {
        private int _reads;

        // The step is the first to ask; the records may know afterwards.
        public long? Length => _reads++ == 0 ? throw new InvalidOperationException("a bug of the test") : null;

        public bool IsEnded => false;

        public ValueTask<BodyChunk> ReadAsync() => throw new InvalidOperationException("a bug of the test");
    }
}
