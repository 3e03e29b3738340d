// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;

namespace Foregate.DataPlane.Tests.Arrive.Http1;

public sealed class Http1ResponseSinkTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private const string Head = "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n";
    private const string Old = "GET / HTTP/1.0\r\n\r\n";
    private const string OldKeepAlive = "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
    private const string Date = "Date: Thu, 01 Jan 2026 00:00:00 GMT\r\n";

    [Theory]
    [InlineData(Get, 200, 2, "hi", "HTTP/1.1 200 OK\r\n" + Date + "A: b\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nhi")]
    [InlineData(Get, 200, 0, "", "HTTP/1.1 200 OK\r\n" + Date + "A: b\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n")]
    [InlineData(Get, 200, -1, "hi", "HTTP/1.1 200 OK\r\n" + Date + "A: b\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n2\r\nhi\r\n0\r\n\r\n")]
    [InlineData(Get, 200, -1, "", "HTTP/1.1 200 OK\r\n" + Date + "A: b\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n0\r\n\r\n")]
    [InlineData(Get, 599, 2, "hi", "HTTP/1.1 599 \r\n" + Date + "A: b\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nhi")]
    [InlineData(Get, 204, 0, "", "HTTP/1.1 204 No Content\r\n" + Date + "A: b\r\nConnection: keep-alive\r\n\r\n")]
    [InlineData(Get, 204, -1, "hi", "HTTP/1.1 204 No Content\r\n" + Date + "A: b\r\nConnection: keep-alive\r\n\r\n")]
    [InlineData(Get, 205, 2, "hi", "HTTP/1.1 205 Reset Content\r\n" + Date + "A: b\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n")]
    [InlineData(Get, 304, 2, "hi", "HTTP/1.1 304 Not Modified\r\n" + Date + "A: b\r\nConnection: keep-alive\r\n\r\n")]
    [InlineData(Head, 200, 2, "hi", "HTTP/1.1 200 OK\r\n" + Date + "A: b\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\n")]
    [InlineData(Head, 200, 2, "", "HTTP/1.1 200 OK\r\n" + Date + "A: b\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\n")]
    [InlineData(Head, 200, -1, "hi", "HTTP/1.1 200 OK\r\n" + Date + "A: b\r\nConnection: keep-alive\r\n\r\n")]
    [InlineData(Old, 200, 2, "hi", "HTTP/1.1 200 OK\r\n" + Date + "A: b\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi")]
    [InlineData(Old, 200, -1, "hi", "HTTP/1.1 200 OK\r\n" + Date + "A: b\r\nConnection: close\r\n\r\nhi")]
    [InlineData(OldKeepAlive, 200, 2, "hi", "HTTP/1.1 200 OK\r\n" + Date + "A: b\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nhi")]
    [InlineData(OldKeepAlive, 200, -1, "hi", "HTTP/1.1 200 OK\r\n" + Date + "A: b\r\nConnection: close\r\n\r\nhi")]
    public void Frames_the_answer(string request, int status, int length, string body, string expected)
    {
        using var connection = Connection(status, length, body);
        connection.Send(request);
        Assert.Equal(expected, connection.Received);
        Assert.False(connection.IsAborted);
        Assert.Equal(expected.Contains("Connection: close", StringComparison.Ordinal), connection.Run.IsCompletedSuccessfully);
    }

    [Fact]
    public void Resets_an_answer_shorter_than_its_length()
    {
        using var connection = Connection(200, 3, "hi");
        connection.Send(Get);
        Assert.True(connection.IsAborted);
    }

    [Fact]
    public void Resets_an_answer_longer_than_its_length()
    {
        using var connection = Connection(200, 1, "hi");
        connection.Send(Get);
        Assert.True(connection.IsAborted);
    }

    [Fact]
    public void Resets_a_second_head_for_one_request()
    {
        using var connection = new MemoryConnection(exchange =>
        {
            exchange.Sink.Start(exchange.Response);
            exchange.Sink.Start(exchange.Response);
            return default;
        });
        connection.Send(Get);
        Assert.True(connection.IsAborted);
    }

    [Fact]
    public void Sends_each_piece_of_a_streamed_answer_when_it_is_written()
    {
        var next = new TaskCompletionSource<string>();
        using var connection = new MemoryConnection(async exchange =>
        {
            exchange.Sink.Start(exchange.Response);
            while (await next.Task is var piece && piece.Length > 0)
            {
                next = new TaskCompletionSource<string>();
                Assert.True(await exchange.Sink.WriteAsync(Encoding.ASCII.GetBytes(piece)));
            }

            await exchange.Sink.CompleteAsync();
        });
        connection.Send(Get);
        foreach (var piece in (string[])["one", "two"])
        {
            next.SetResult(piece);
            Assert.EndsWith("3\r\n" + piece + "\r\n", connection.Received, StringComparison.Ordinal);
        }

        next.SetResult("");
        Assert.EndsWith("0\r\n\r\n", connection.Received, StringComparison.Ordinal);
    }

    [Fact]
    public void Sends_the_last_piece_of_a_streamed_answer_together_with_its_end()
    {
        var end = new TaskCompletionSource();
        using var connection = new MemoryConnection(async exchange =>
        {
            exchange.Sink.Start(exchange.Response);
            Assert.True(await exchange.Sink.WriteLastAsync("hi"u8.ToArray()));
            await end.Task;
            await exchange.Sink.CompleteAsync();
        });
        connection.Send(Get);
        Assert.Equal("", connection.Received);
        end.SetResult();
        Assert.EndsWith("\r\n\r\n2\r\nhi\r\n0\r\n\r\n", connection.Received, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Passes_pieces_of_every_size(bool chunked)
    {
        int[] sizes = [1, 4095, 4096, 4097, 16383, 16384, 16385, 65535, 65536, 65537, 81920, 81921, 200_000, 5];
        var expected = new StringBuilder();
        using var connection = new MemoryConnection(async exchange =>
        {
            exchange.Response.ContentLength = chunked ? -1 : sizes.Sum();
            exchange.Sink.Start(exchange.Response);
            for (var i = 0; i < sizes.Length; i++)
            {
                var piece = new string((char)('a' + i), sizes[i]);
                expected.Append(chunked ? sizes[i].ToString("x", CultureInfo.InvariantCulture) + "\r\n" + piece + "\r\n" : piece);
                Assert.True(await exchange.Sink.WriteAsync(Encoding.ASCII.GetBytes(piece)));
            }

            Assert.Equal(sizes.Sum(), exchange.Sink.BodyBytes);
            await exchange.Sink.CompleteAsync();
        });
        connection.Send(Get);
        expected.Append(chunked ? "0\r\n\r\n" : "");
        Assert.Equal(expected.ToString(), connection.Received.Split("\r\n\r\n", 2)[1]);
    }

    [Fact]
    public void Tells_when_the_client_is_gone()
    {
        var written = true;
        using var connection = new MemoryConnection(async exchange =>
        {
            exchange.Sink.Start(exchange.Response);
            exchange.Sink.Abort();
            written = await exchange.Sink.WriteAsync("hi"u8.ToArray());
        });
        connection.Send(Get);
        Assert.False(written);
    }

    [Fact]
    public void Renews_the_date_every_second()
    {
        using var connection = Connection(204, 0, "");
        connection.Send(Get);
        connection.Time.Advance(TimeSpan.FromSeconds(1));
        connection.Send(Get);
        Assert.Contains("Date: Thu, 01 Jan 2026 00:00:01 GMT\r\n", connection.Received, StringComparison.Ordinal);
    }

    private static MemoryConnection Connection(int status, int length, string body) => new(async exchange =>
    {
        exchange.Response.Status = status;
        exchange.Response.ContentLength = length;
        exchange.Response.Add("A"u8, "b"u8);
        exchange.Sink.Start(exchange.Response);
        Assert.True(exchange.Sink.IsStarted);
        await exchange.Sink.WriteAsync(Encoding.ASCII.GetBytes(body));
        await exchange.Sink.CompleteAsync();
    });
}
