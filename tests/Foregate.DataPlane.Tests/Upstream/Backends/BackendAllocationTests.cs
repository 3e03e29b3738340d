// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Sockets;
using System.Text;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Timing;

namespace Foregate.DataPlane.Tests.Upstream.Backends;

/// <summary>A call on a kept connection allocates nothing, whatever it carries. The counter is the process's: nothing may run beside.</summary>
[Collection("alone")]
public sealed class BackendAllocationTests
{
    private const int Calls = 2_000;

#if DEBUG
    // The state of an async method is an object of its own in an unoptimized build: a few per call, and no more.
    private const int Tolerance = 600 * Calls;
#else
    // Timers, tiering and the runtime's own threads allocate a little in any process.
    private const int Tolerance = Calls;
#endif

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(0, 1_024, false)]
    [InlineData(0, 100_000, false)]
    [InlineData(0, 1_024, true)]
    [InlineData(1_024, 1_024, false)]
    [InlineData(10_240, 0, false)]
    [InlineData(100_000, 0, false)]
    public async Task A_call_allocates_nothing(int requestSize, int answerSize, bool isChunked)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var body = new byte[requestSize];
        var framing = isChunked ? $"Transfer-Encoding: chunked\r\n\r\n{answerSize:x}\r\n" : $"Content-Length: {answerSize}\r\n\r\n";
        var answer = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{framing}{new string('a', answerSize)}{(isChunked ? "\r\n0\r\n\r\n" : "")}");
        var head = Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {requestSize}\r\n\r\n");
        var serving = ServeAsync(listener, head.Length + requestSize, answer);
        using var wheel = new TimerWheel(TimeProvider.System);
        using var pools = new BackendPools(new BackendOptions(), wheel);
        var backend = pools.Get(new BackendOrigin(false, "127.0.0.1", ((IPEndPoint)listener.LocalEndPoint!).Port));
        var request = new BackendRequest { Head = head, Verb = HttpVerb.Post, TimeoutMilliseconds = 10_000 };
        var reader = new RepeatedBody(body);
        var client = new ClientLifetime();
        await CallAsync(500);

        // Pools fill once for each thread that the system brings in: the best round shows what a call itself allocates.
        var allocated = long.MaxValue;
        for (var round = 0; round < 10 && allocated > Tolerance; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await CallAsync(Calls);
            allocated = Math.Min(allocated, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(1, backend.OpenedConnections);
        Assert.InRange(allocated, 0, Tolerance);

        async Task CallAsync(int calls)
        {
            for (var i = 0; i < calls; i++)
            {
                reader.Restart();
                client.Reset();
                var call = await backend.SendAsync(request, requestSize == 0 ? null : reader, client);
                var received = 0;
                while (true)
                {
                    var chunk = await call.Body.ReadAsync();
                    received += chunk.Bytes.Length;
                    if (chunk.Status != BodyStatus.Data)
                    {
                        break;
                    }
                }

                if (call.Outcome != BackendOutcome.Answered || received != answerSize)
                {
                    throw new InvalidOperationException($"{call.Outcome} {received}");
                }

                call.Release();
                await call.UploadEndedAsync();
            }
        }
    }

    private static async Task ServeAsync(Socket listener, int requestSize, byte[] answer)
    {
        using var socket = await listener.AcceptAsync();
        socket.NoDelay = true;
        var buffer = new byte[64 * 1024];
        while (true)
        {
            for (var got = 0; got < requestSize;)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(), SocketFlags.None);
                if (read == 0)
                {
                    return;
                }

                got += read;
            }

            for (var sent = 0; sent < answer.Length;)
            {
                sent += await socket.SendAsync(answer.AsMemory(sent), SocketFlags.None);
            }
        }
    }

    private sealed class RepeatedBody(byte[] bytes) : IBodyReader
    {
        private int _next;

        public long? Length => bytes.Length;

        public bool IsEnded => _next == bytes.Length;

        public void Restart() => _next = 0;

        public ValueTask<BodyChunk> ReadAsync()
        {
            var piece = bytes.AsMemory(_next, Math.Min(16_384, bytes.Length - _next));
            _next += piece.Length;
            return new ValueTask<BodyChunk>(piece.IsEmpty ? BodyChunk.End : new BodyChunk(piece, BodyStatus.Data));
        }
    }
}
