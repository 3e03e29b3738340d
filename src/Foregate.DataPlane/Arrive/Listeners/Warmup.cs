// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.IO.Pipelines;
using Foregate.DataPlane.Arrive.Http1;
using Foregate.DataPlane.Wire;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;

namespace Foregate.DataPlane.Arrive.Listeners;

/// <summary>
/// Sends requests through the door and whatever is behind it before anybody else can, over a connection in memory: the first client
/// should not wait for code to be compiled and pools to be filled.
/// </summary>
internal sealed class Warmup(GatewayOptions options, TimerWheel wheel, ExchangeHandler handler, IReadOnlyList<byte[]> requests)
{
    /// <summary>Starting may wait so long for the first request's sake.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromMilliseconds(50);

    private const int Rounds = 40;

    /// <summary>Requests that every door reads, for a handler that answers anything.</summary>
    public static IReadOnlyList<byte[]> AnyRequests { get; } =
    [
        [.. "GET /a/b?c=d HTTP/1.1\r\nHost: warm.up\r\nUser-Agent: foregate\r\nAccept: */*\r\nX-Api-Key: k\r\n\r\n"u8],
        [.. "POST /a/b HTTP/1.1\r\nHost: warm.up\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"u8],
        [.. "POST /a/b HTTP/1.1\r\nHost: warm.up\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"u8],
    ];

    /// <summary>Answers anything: for the doors' own sake.</summary>
    public static async ValueTask AnswerAsync(Exchange exchange)
    {
        while ((await exchange.RequestBody.ReadAsync()).Status == BodyStatus.Data)
        {
        }

        exchange.Response.Add("content-type"u8, "application/json"u8);
        exchange.Response.ContentLength = 2;
        exchange.Sink.Start(exchange.Response);
        await exchange.Sink.WriteAsync(new byte[] { (byte)'{', (byte)'}' });
        await exchange.Sink.CompleteAsync();
    }

    public async Task RunAsync()
    {
        var begun = options.Time.GetTimestamp();
        using var admission = new Admission(options, NullLogger.Instance);
        var door = new Http1Door(options, wheel, admission, handler);
        for (var round = 0; round < Rounds && options.Time.GetElapsedTime(begun) < Most; round++)
        {
            var pair = (ToServer: new Pipe(), ToClient: new Pipe());
            await using var connection = new DefaultConnectionContext("warm-up", new End(pair.ToServer.Reader, pair.ToClient.Writer), new End(pair.ToClient.Reader, pair.ToServer.Writer));
            connection.Features.Set(PeerFacts.Read(connection));
            foreach (var request in requests)
            {
                pair.ToServer.Writer.Write(request);
            }

            // The end of the stream behind the requests ends the connection behind the answers.
            await pair.ToServer.Writer.CompleteAsync();
            var reading = DrainAsync(pair.ToClient.Reader);
            await door.RunAsync(connection);
            await reading;
        }
    }

    private static async Task DrainAsync(PipeReader reader)
    {
        ReadResult result;
        do
        {
            result = await reader.ReadAsync();
            reader.AdvanceTo(result.Buffer.End);
        }
        while (!result.IsCompleted);
    }

    private sealed class End(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input { get; } = input;

        public PipeWriter Output { get; } = output;
    }
}
