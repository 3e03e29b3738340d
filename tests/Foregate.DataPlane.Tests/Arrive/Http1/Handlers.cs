// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Arrive.Http1;

/// <summary>What stands behind the door in its tests, instead of the pipeline.</summary>
internal static class Handlers
{
    private static readonly PreparedHeader Json = new("Content-Type", "application/json");

    /// <summary>Answers a refusal as the pipeline does; else 200 with what was read: request line, headers, an empty line, the body.</summary>
    public static async ValueTask Describe(Exchange exchange)
    {
        if (exchange.DoorRejection is { } rejection)
        {
            await Refuse(exchange, rejection);
            return;
        }

        var body = new MemoryStream();
        while (true)
        {
            var chunk = await exchange.RequestBody.ReadAsync();
            if (chunk.Status == BodyStatus.Data)
            {
                body.Write(chunk.Bytes.Span);
                continue;
            }

            if (chunk.Status != BodyStatus.End)
            {
                await RefuseBody(exchange, chunk.Status);
                return;
            }

            break;
        }

        var request = exchange.Request;
        var text = new StringBuilder();
        text.Append(Encoding.Latin1.GetString(request[request.Method])).Append(' ');
        text.Append(Encoding.Latin1.GetString(request[request.Target])).Append(" \n");
        for (var i = 0; i < request.Headers.Count; i++)
        {
            var field = request.Headers.Fields[i];
            text.Append(Encoding.Latin1.GetString(request.Headers.Name(field))).Append(": ");
            text.Append(Encoding.Latin1.GetString(request.Headers.Value(field))).Append('\n');
        }

        text.Append('\n').Append(Encoding.Latin1.GetString(body.ToArray()));
        await Answer(exchange, 200, Encoding.Latin1.GetBytes(text.ToString()));
    }

    /// <summary>Sends the request's body back as it comes: with its length when that is known, else chunked.</summary>
    public static async ValueTask Echo(Exchange exchange)
    {
        if (exchange.DoorRejection is { } rejection)
        {
            await Refuse(exchange, rejection);
            return;
        }

        exchange.Response.ContentLength = exchange.RequestBody.Length ?? -1;
        exchange.Sink.Start(exchange.Response);
        while (true)
        {
            var chunk = await exchange.RequestBody.ReadAsync();
            if (chunk.Status == BodyStatus.End)
            {
                await exchange.Sink.CompleteAsync();
                return;
            }

            if (chunk.Status != BodyStatus.Data || !await exchange.Sink.WriteAsync(chunk.Bytes))
            {
                exchange.Sink.Abort();
                return;
            }
        }
    }

    public static async ValueTask Answer(Exchange exchange, int status, ReadOnlyMemory<byte> body)
    {
        exchange.Response.Status = status;
        exchange.Response.Add(Json);
        exchange.Response.ContentLength = body.Length;
        exchange.Sink.Start(exchange.Response);
        await exchange.Sink.WriteAsync(body);
        await exchange.Sink.CompleteAsync();
    }

    public static ValueTask Refuse(Exchange exchange, Rejection rejection)
    {
        exchange.Rejection = rejection;
        return Answer(exchange, rejection.Status, rejection.Body);
    }

    public static ValueTask RefuseBody(Exchange exchange, BodyStatus status)
    {
        switch (status)
        {
            case BodyStatus.TooLarge:
                return Refuse(exchange, Rejections.Rest.RequestTooLarge);
            case BodyStatus.TimedOut:
                return Refuse(exchange, Rejections.Rest.RequestTimeout);
            case BodyStatus.Malformed:
                return Refuse(exchange, Rejections.Rest.MalformedRequest);
            default:
                exchange.Sink.Abort();
                return default;
        }
    }
}
