// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Finish;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Finish;

public sealed class RecorderTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("{\"id\":\"$context.requestId\",\"agent\":\"$context.identity.userAgent\",\"time\":\"$context.requestTime\",\"status\":$context.status,\"ms\":$context.responseLatency}")]
    public void Allocates_nothing_per_request(string? format)
    {
        using var given = new GivenExchange();
        using var recorder = new Recorder(given.Options with { AccessLog = Stream.Null });
        var stage = given.Stage(format: format);
        var answered = given.Answered(stage, headers: "User-Agent: a \"quoted\" agent");
        var refused = given.Refused(Rejections.Rest.Throttled.At("/usageplans/plan12", "Rate exceeded"), stage);
        for (var i = 0; i < 5_000; i++)
        {
            recorder.Record(answered);
            recorder.Record(refused);
        }

        // What the log's writer is behind by may grow a buffer once; what each request costs is there in every run.
        var least = long.MaxValue;
        for (var run = 0; run < 5 && least > 0; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1_000; i++)
            {
                recorder.Record(answered);
                recorder.Record(refused);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void Counts_keeps_and_logs_a_request()
    {
        using var given = new GivenExchange();
        using var log = new MemoryStream();
        var exchange = given.Answered();
        using (var recorder = new Recorder(given.Options with { AccessLog = log }))
        {
            recorder.Record(exchange);
            Assert.True(recorder.Decisions.TryFind(Encoding.ASCII.GetString(exchange.Ids.Uuid), out var record));
            Assert.Equal(200, record.Status);
        }

        Assert.Contains("\"status\":200", Encoding.UTF8.GetString(log.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Splits_the_latency_between_gateway_and_integration()
    {
        using var given = new GivenExchange();
        var exchange = given.Answered();
        given.Recorder.Record(exchange);
        Assert.True(given.Recorder.Decisions.TryFind(Encoding.ASCII.GetString(exchange.Ids.Extended), out var record));
        Assert.Equal(12.5, record.Latency.TotalMilliseconds);
        Assert.Equal(10, record.IntegrationLatency!.Value.TotalMilliseconds);
        Assert.Equal(2.5, record.GatewayLatency.TotalMilliseconds);
    }

    [Fact]
    public void Waiting_for_a_back_end_that_never_answered_is_the_integrations_share()
    {
        using var given = new GivenExchange();
        var exchange = given.Answered();
        exchange.IntegrationAnsweredAt = 0;
        given.Recorder.Record(exchange);
        Assert.True(given.Recorder.Decisions.TryFind(Encoding.ASCII.GetString(exchange.Ids.Uuid), out var record));
        Assert.Equal(10.5, record.IntegrationLatency!.Value.TotalMilliseconds);
    }

    [Fact]
    public void A_client_that_left_before_the_answer_counts_as_499()
    {
        using var given = new GivenExchange();
        var exchange = given.Answered();
        exchange.Sink = new GivenExchange.TestSink();
        exchange.Client.Gone();
        given.Recorder.Record(exchange);
        Assert.Contains("method=\"GET\",code=\"499\"} 1", given.Metrics(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_that_no_stage_answers_is_recorded_without_one()
    {
        using var given = new GivenExchange();
        var exchange = given.Arrived("BREW /unknown");
        exchange.SourceIp = default;
        exchange.Rejection = exchange.DoorRejection = Rejections.Rest.MalformedRequest;
        exchange.Response.Status = 400;
        given.Recorder.Record(exchange);
        Assert.True(given.Recorder.Decisions.TryFind(Encoding.ASCII.GetString(exchange.Ids.Uuid), out var record));
        Assert.Null(record.Stage);
        Assert.Equal("192.0.2.7", record.SourceIp);
        Assert.Equal("BREW", record.Method);
        var metrics = given.Metrics();
        Assert.Contains("foregate_requests_total{api=\"\",stage=\"\",route=\"\",method=\"OTHER\",code=\"400\"} 1", metrics, StringComparison.Ordinal);
        Assert.Contains("foregate_rejections_total{api=\"\",stage=\"\",type=\"MALFORMED_REQUEST\"} 1", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_that_fails_is_counted_and_does_not_fail_the_request()
    {
        using var given = new GivenExchange();
        var exchange = given.Answered();
        exchange.Sink = null!;
        given.Recorder.Record(exchange);
        Assert.Contains("foregate_record_faults_total 1", given.Metrics(), StringComparison.Ordinal);
    }

    [Fact]
    public void Counters_survive_a_new_snapshot_of_the_same_stage()
    {
        using var given = new GivenExchange();
        given.Recorder.Record(given.Answered(given.Stage()));
        given.Recorder.Record(given.Answered(given.Stage()));
        Assert.Contains(
            "foregate_requests_total{api=\"api1234567\",stage=\"prod\",route=\"/pets/{petId}\",method=\"GET\",code=\"200\"} 2",
            given.Metrics(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Writes_the_access_log_to_the_file_it_is_told()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (var given = new GivenExchange(new GatewayOptions { AccessLog = new Foregate.DataPlane.Finish.Lines.AppendStream(path) }))
            {
                given.Recorder.Record(given.Answered());
            }

            Assert.Single(File.ReadAllLines(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Many_threads_lose_neither_counts_nor_lines()
    {
        const int Threads = 4;
        const int Each = 2_000;
        using var given = new GivenExchange();
        var stage = given.Stage();
        var route = GivenExchange.Pet();
        using var log = new MemoryStream();
        using (var recorder = new Recorder(given.Options with { AccessLog = log }))
        {
            var threads = new List<Thread>();
            for (var t = 0; t < Threads; t++)
            {
                var exchange = given.Answered(stage, route);
                threads.Add(new Thread(() =>
                {
                    for (var i = 0; i < Each; i++)
                    {
                        recorder.Record(exchange);
                    }
                }));
            }

            threads.ForEach(t => t.Start());
            threads.ForEach(t => t.Join());
            var series = ((StageRecords)stage.Records!).Series.Of(route.ResourcePath, HttpVerb.Get);
            Assert.Equal(Threads * Each, series.Requests(0));
            var text = Encoding.UTF8.GetString(recorder.WriteMetrics().Span);
            Assert.Contains("foregate_record_faults_total 0", text, StringComparison.Ordinal);
        }

        var lines = 0L;
        foreach (var line in Encoding.UTF8.GetString(log.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = System.Text.Json.JsonDocument.Parse(line);
            lines += json.RootElement.TryGetProperty("accessLogLinesDropped", out var dropped) ? dropped.GetInt64() : 1;
        }

        Assert.Equal(Threads * Each, lines);
    }
}
