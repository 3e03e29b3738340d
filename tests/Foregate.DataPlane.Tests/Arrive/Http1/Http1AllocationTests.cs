// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Text;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Arrive.Http1;

/// <summary>A request on a connection that is kept costs the heap nothing, exactly.</summary>
public sealed class Http1AllocationTests
{
    private const string Get = "GET /some/path?and=query HTTP/1.1\r\nHost: localhost:8080\r\nUser-Agent: test/1.0\r\nAccept: */*\r\nX-Api-Key: 0123456789abcdef\r\n\r\n";
    private const string Post = "POST /some/path HTTP/1.1\r\nHost: localhost:8080\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"a\":\"b\"}";
    private const string Chunked = "POST /some/path HTTP/1.1\r\nHost: localhost:8080\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"a\":\"b\"}\r\n0\r\n\r\n";

    private static readonly PreparedHeader ContentType = new("Content-Type", "application/json");
    private static readonly byte[] Body = new byte[1024];

    public static TheoryData<string> Requests => [Get, Post, Chunked, Get + Post + Chunked + Get];

    [Theory]
    [MemberData(nameof(Requests))]
    public void Whole_requests_allocate_nothing(string request) => Assert.Equal(0, BytesPerRequest(request, request.Length, Length));

    [Theory]
    [MemberData(nameof(Requests))]
    public void Requests_in_two_pieces_allocate_nothing(string request) => Assert.Equal(0, BytesPerRequest(request, request.Length / 2, Length));

    [Theory]
    [MemberData(nameof(Requests))]
    public void Chunked_answers_allocate_nothing(string request) => Assert.Equal(0, BytesPerRequest(request, request.Length - 3, -1));

    private static int Length => Body.Length;

    private static long BytesPerRequest(string request, int split, int length)
    {
#if DEBUG
        Assert.Skip("An unoptimised build makes an object of every asynchronous method.");
#endif
        var bytes = Encoding.ASCII.GetBytes(request);
        using var connection = new MemoryConnection(exchange => Answer(exchange, length));
        var allocated = long.MaxValue;
        // The first rounds fill the pools, and the collector may empty one at any time for other tests: a round without either is exact.
        for (var round = 0; round < 20 && allocated > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 500; i++)
            {
                connection.Send(bytes.AsSpan(0, split));
                connection.Send(bytes.AsSpan(split));
                if (connection.Skip() < 1000)
                {
                    throw new InvalidOperationException("No answer.");
                }
            }

            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return allocated;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask Answer(Exchange exchange, int length)
    {
        while ((await exchange.RequestBody.ReadAsync()).Status == BodyStatus.Data)
        {
        }

        exchange.Response.Add(ContentType);
        exchange.Response.ContentLength = length;
        exchange.Sink.Start(exchange.Response);
        await exchange.Sink.WriteAsync(Body);
        await exchange.Sink.CompleteAsync();
    }
}
