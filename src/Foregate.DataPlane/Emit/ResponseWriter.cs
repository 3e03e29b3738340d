// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Emit.Compression;
using Foregate.DataPlane.Emit.GatewayResponses;
using Foregate.DataPlane.Emit.RateLimits;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Emit;

/// <summary>
/// Sends the answer: the gateway's own body, or the integration's as it arrives, each piece only when the client has taken the one
/// before. An integration that breaks off makes the answer break off too: never a clean end.
/// </summary>
internal static class ResponseWriter
{
    /// <summary>Completes when the answer was handed over or broken off, the integration's lease was given back and it uses the exchange no more.</summary>
    public static ValueTask WriteAsync(Exchange exchange)
    {
        var response = exchange.Response;
        exchange.Trace?.Answer(exchange.ResponseBody.Span);
        AddStandardHeaders(exchange, response);
        if (ResponseCompression.Choose(exchange) is not ContentCoding.Identity and var coding)
        {
            return Compressed(exchange, coding);
        }

        return Write(exchange, exchange.PassedBody);
    }

    private static ValueTask Write(Exchange exchange, IBodyReader? body)
    {
        var response = exchange.Response;
        var made = exchange.ResponseBody;
        if (body is null)
        {
            exchange.IntegrationResponse.Release();
            if (response.ContentLength < 0 && HasBody(exchange, response.Status))
            {
                response.ContentLength = made.Length;
            }

            exchange.Sink.Start(response);
            return made.IsEmpty ? Complete(exchange) : WriteMade(exchange, made);
        }

        exchange.Sink.Start(response);
        return Pump(exchange, body);
    }

    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    private static async ValueTask Compressed(Exchange exchange, ContentCoding coding)
    {
        var body = await ResponseCompression.ApplyAsync(exchange, coding);
        try
        {
            await Write(exchange, body);
        }
        finally
        {
            (body as CompressedBody)?.Dispose();
        }
    }

    // Every answer carries its request id, refusals without an API too, so that each can be explained.
    private static void AddStandardHeaders(Exchange exchange, ResponseHead response)
    {
        if (exchange.Limits.Count > 0)
        {
            RateLimitHeaders.Add(exchange.Limits, response);
        }

        if (RejectionRenderer.KindOf(exchange, exchange.Rejection) == ApiKind.Http)
        {
            response.Add("apigw-requestid"u8, exchange.Ids.Extended);
            return;
        }

        response.Add("x-amzn-RequestId"u8, exchange.Ids.Uuid);
        response.Add("x-amz-apigw-id"u8, exchange.Ids.Extended);
    }

    /// <summary>Whether the length of what was made is the length that the head tells: an answer to HEAD, 204 or 304 tells another or none.</summary>
    private static bool HasBody(Exchange exchange, int status) =>
        status is >= 200 and not (204 or 304) && (exchange.Request.Verb != HttpVerb.Head || !exchange.ResponseBody.IsEmpty);

    private static ValueTask WriteMade(Exchange exchange, ReadOnlyMemory<byte> made)
    {
        var writing = exchange.Sink.WriteAsync(made);
        if (!writing.IsCompletedSuccessfully)
        {
            return Awaited(exchange, null, writing, default);
        }

        return writing.Result ? Complete(exchange) : BreakOff(exchange);
    }

    private static ValueTask Pump(Exchange exchange, IBodyReader body)
    {
        while (true)
        {
            var reading = body.ReadAsync();
            if (!reading.IsCompletedSuccessfully)
            {
                return Awaited(exchange, body, new ValueTask<bool>(true), reading);
            }

            var chunk = reading.Result;
            if (chunk.Status != BodyStatus.Data)
            {
                return chunk.Status == BodyStatus.End ? Complete(exchange) : BreakOff(exchange);
            }

            var writing = WritePiece(exchange, body, chunk.Bytes);
            if (!writing.IsCompletedSuccessfully)
            {
                return Awaited(exchange, body, writing, default);
            }

            if (!writing.Result)
            {
                return BreakOff(exchange);
            }
        }
    }

    /// <summary>A body whose end came with its last piece goes out with its end.</summary>
    private static ValueTask<bool> WritePiece(Exchange exchange, IBodyReader body, ReadOnlyMemory<byte> bytes) =>
        body.IsEnded ? exchange.Sink.WriteLastAsync(bytes) : exchange.Sink.WriteAsync(bytes);

    private static ValueTask Complete(Exchange exchange)
    {
        // Before the last bytes go out: the next request may want the back end's connection.
        exchange.IntegrationResponse.Release();
        var completing = exchange.Sink.CompleteAsync();
        if (!completing.IsCompletedSuccessfully)
        {
            return AwaitedEnd(exchange, completing);
        }

        exchange.IsTruncated = !completing.Result;
        return exchange.IntegrationResponse.UploadEndedAsync();
    }

    private static ValueTask BreakOff(Exchange exchange)
    {
        exchange.IsTruncated = true;
        exchange.IntegrationResponse.Release();
        exchange.Sink.Abort();
        return exchange.IntegrationResponse.UploadEndedAsync();
    }

    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    private static async ValueTask AwaitedEnd(Exchange exchange, ValueTask<bool> completing)
    {
        exchange.IsTruncated = !await completing;
        await exchange.IntegrationResponse.UploadEndedAsync();
    }

    /// <summary>The rest of a body from its first wait on.</summary>
    /// <param name="body">Null for a body that was made and is being written whole.</param>
    /// <param name="writing">The write that is under way, or true when a read is.</param>
    /// <param name="reading">The read that is under way; a default one when a write is.</param>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    private static async ValueTask Awaited(Exchange exchange, IBodyReader? body, ValueTask<bool> writing, ValueTask<BodyChunk> reading)
    {
        // A default chunk counts as data without bytes: it stands for the write that is awaited first.
        var chunk = await reading;
        while (chunk.Status == BodyStatus.Data)
        {
            if (!chunk.Bytes.IsEmpty)
            {
                writing = WritePiece(exchange, body!, chunk.Bytes);
            }

            if (!await writing)
            {
                await BreakOff(exchange);
                return;
            }

            writing = new ValueTask<bool>(true);
            chunk = body is null ? BodyChunk.End : await body.ReadAsync();
        }

        await (chunk.Status == BodyStatus.End ? Complete(exchange) : BreakOff(exchange));
    }
}
