// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Emit;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Emit;

public sealed class ResponseWriterTests
{
    [Fact]
    public async Task Sends_a_made_body_with_its_length_and_the_ids_of_a_REST_API()
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        exchange.ResponseBody = "{}"u8.ToArray();
        await ResponseWriter.WriteAsync(exchange);
        var sink = (MemorySink)exchange.Sink;
        Assert.Equal($"x-amzn-RequestId: {Sample.Text(exchange.Ids.Uuid)}\r\nx-amz-apigw-id: {Sample.Text(exchange.Ids.Extended)}\r\n", sink.Head);
        Assert.Equal(2, sink.ContentLength);
        Assert.Equal("{}", sink.Body);
        Assert.True(sink.IsCompleted);
        Assert.False(exchange.IsTruncated);
    }

    [Fact]
    public async Task Sends_the_id_of_an_HTTP_API()
    {
        var exchange = Sample.Exchange(ApiKind.Http, "GET /prod/ HTTP/1.1");
        await ResponseWriter.WriteAsync(exchange);
        var sink = (MemorySink)exchange.Sink;
        Assert.Equal($"apigw-requestid: {Sample.Text(exchange.Ids.Extended)}\r\n", sink.Head);
        Assert.Equal(0, sink.ContentLength);
    }

    [Theory]
    [InlineData("HEAD", 200)]
    [InlineData("GET", 204)]
    [InlineData("GET", 304)]
    public async Task Tells_no_length_where_an_answer_has_no_body(string method, int status)
    {
        var exchange = Sample.Exchange(ApiKind.Http, method + " /prod/ HTTP/1.1");
        exchange.Response.Status = status;
        await ResponseWriter.WriteAsync(exchange);
        Assert.Equal(-1, ((MemorySink)exchange.Sink).ContentLength);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Passes_a_body_on_piece_by_piece(bool slowBackend, bool slowClient)
    {
        var body = new ScriptedBody(["one ", "two ", "three"]) { IsSlow = slowBackend };
        var (exchange, sink, lease) = Passing(body);
        sink.IsSlow = slowClient;
        var writing = ResponseWriter.WriteAsync(exchange).AsTask();
        for (var piece = 0; piece < 3; piece++)
        {
            if (slowBackend)
            {
                body.Arrive();
            }

            if (slowClient)
            {
                Assert.Equal(piece + 1, body.Reads);
                sink.Take();
            }
        }

        if (slowBackend)
        {
            body.Arrive();
        }

        await writing;
        Assert.Equal("one two three", sink.Body);
        Assert.True(sink.IsCompleted);
        Assert.Equal(1, lease.Releases);
        Assert.False(exchange.IsTruncated);
        Assert.Equal(200, exchange.IntegrationResponse.Status);
    }

    [Theory]
    [InlineData((int)BodyStatus.Aborted, false)]
    [InlineData((int)BodyStatus.Malformed, false)]
    [InlineData((int)BodyStatus.TooLarge, true)]
    [InlineData((int)BodyStatus.TimedOut, true)]
    public async Task Breaks_off_when_the_back_end_does(int end, bool slow)
    {
        var body = new ScriptedBody(["part"], (BodyStatus)end) { IsSlow = slow };
        var (exchange, sink, lease) = Passing(body);
        var writing = ResponseWriter.WriteAsync(exchange).AsTask();
        if (slow)
        {
            body.Arrive();
            body.Arrive();
        }

        await writing;
        Assert.True(sink.IsAborted);
        Assert.False(sink.IsCompleted);
        Assert.True(exchange.IsTruncated);
        Assert.Equal(1, lease.Releases);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stops_reading_when_the_client_is_gone(bool slow)
    {
        var body = new ScriptedBody(["one", "two"]);
        var (exchange, sink, lease) = Passing(body);
        sink.IsGone = !slow;
        sink.IsSlow = slow;
        var writing = ResponseWriter.WriteAsync(exchange).AsTask();
        if (slow)
        {
            sink.Take(stays: false);
        }

        await writing;
        Assert.Equal(1, body.Reads);
        Assert.True(exchange.IsTruncated);
        Assert.Equal(1, lease.Releases);
    }

    [Fact]
    public async Task A_made_body_replaces_the_integrations()
    {
        var (exchange, sink, lease) = Passing(new ScriptedBody("backend"));
        exchange.ResponseBody = Encoding.UTF8.GetBytes("made");
        sink.IsSlow = true;
        var writing = ResponseWriter.WriteAsync(exchange).AsTask();
        sink.Take();
        await writing;
        Assert.Equal("made", sink.Body);
        Assert.Equal(1, lease.Releases);
    }

    [Fact]
    public async Task The_next_request_waits_until_nothing_reads_this_ones_body()
    {
        var exchange = Sample.Exchange(ApiKind.Http, "POST /prod/ HTTP/1.1");
        var lease = new CountingLease { Ending = new TaskCompletionSource() };
        exchange.IntegrationResponse.Set(200, null, new ScriptedBody("early"), lease);
        var writing = ResponseWriter.WriteAsync(exchange).AsTask();
        Assert.True(((MemorySink)exchange.Sink).IsCompleted);
        Assert.False(writing.IsCompleted);
        lease.Ending.SetResult();
        await writing;
    }

    [Fact]
    public void Passes_an_answer_on_without_allocating()
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        var sink = new DiscardingSink();
        var body = new RepeatedBody(new byte[1024]);
        var lease = new CountingLease();
        exchange.Sink = sink;
        Assert.Equal(0, GivenRequest.Allocated(() =>
        {
            body.Rewind();
            exchange.Response.Reset();
            exchange.IntegrationResponse.Set(200, null, body, lease);
            Sample.Completed(ResponseWriter.WriteAsync(exchange));
        }));
        Assert.Equal(1100 * 1024, sink.BodyBytes);
    }

    /// <summary>Takes everything and keeps nothing but the count.</summary>
    private sealed class DiscardingSink : IResponseSink
    {
        public bool IsStarted => true;

        public long BodyBytes { get; private set; }

        public void Start(ResponseHead head)
        {
        }

        public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes)
        {
            BodyBytes += bytes.Length;
            return new ValueTask<bool>(true);
        }

        public ValueTask<bool> CompleteAsync() => new(true);

        public void Abort()
        {
        }
    }

    /// <summary>The same piece again for each answer.</summary>
    private sealed class RepeatedBody(byte[] piece) : IBodyReader
    {
        public long? Length => piece.Length;

        public bool IsEnded { get; private set; }

        public void Rewind() => IsEnded = false;

        public ValueTask<BodyChunk> ReadAsync()
        {
            if (IsEnded)
            {
                return new ValueTask<BodyChunk>(BodyChunk.End);
            }

            IsEnded = true;
            return new ValueTask<BodyChunk>(new BodyChunk(piece, BodyStatus.Data));
        }
    }

    private static (Exchange Exchange, MemorySink Sink, CountingLease Lease) Passing(IBodyReader body)
    {
        var exchange = Sample.Exchange(ApiKind.Http, "GET /prod/ HTTP/1.1");
        var lease = new CountingLease();
        exchange.IntegrationResponse.Set(200, null, body, lease);
        return (exchange, (MemorySink)exchange.Sink, lease);
    }
}
