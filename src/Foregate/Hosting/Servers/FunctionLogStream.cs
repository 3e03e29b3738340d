// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Upstream.Functions;
using Microsoft.AspNetCore.Http;

namespace Foregate.Hosting.Servers;

/// <summary>
/// GET /_foregate/logs: what functions wrote, one JSON object per line: time, function, requestId (absent before the first invocation), isNotice, text.
/// <c>?function=NAME</c> is for one function, <c>&amp;lines=N</c> for the last N, <c>&amp;follow=true</c> goes on with what comes.
/// </summary>
internal static class FunctionLogStream
{
    public const string Path = "/_foregate/logs";

    public static async Task AnswerAsync(HttpContext context, Gateway? gateway, CancellationToken stopping)
    {
        var query = context.Request.Query;
        var lines = int.MaxValue;
        if (query.TryGetValue("lines", out var text) && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out lines))
        {
            await ManagementAnswer.TextAsync(context, 400, "lines must be a number.\n");
            return;
        }

        var function = query["function"] is [{ Length: > 0 } name] ? gateway?.Functions.Resolve(name) ?? name : null;
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);

        // Followed before the past is read: nothing is missed, and what is in both is told once.
        var coming = query["follow"] == "true" ? gateway?.Functions.Follow(function, cancellation.Token) : null;
        var past = gateway?.Functions.Lines(function) ?? [];
        context.Response.ContentType = "application/x-ndjson";
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            foreach (var line in past.AsSpan(int.Max(0, past.Length - lines)))
            {
                Write(context.Response.BodyWriter, line);
            }

            await context.Response.BodyWriter.FlushAsync(cancellation.Token);
            if (coming is not null)
            {
                await FollowAsync(context, coming, past.Select(line => line.Sequence).ToHashSet(), cancellation.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader went, or the gateway stops.
        }
        finally
        {
            // Ends the following, however this ended.
            await cancellation.CancelAsync();
        }
    }

    private static async Task FollowAsync(HttpContext context, ChannelReader<FunctionLogLine> coming, HashSet<long> told, CancellationToken cancellation)
    {
        while (await coming.WaitToReadAsync(cancellation))
        {
            while (coming.TryRead(out var line))
            {
                if (!told.Remove(line.Sequence))
                {
                    Write(context.Response.BodyWriter, line);
                }

                // A client that does not read holds this loop, not the functions.
                if (context.Response.BodyWriter.UnflushedBytes > 64 * 1024)
                {
                    await context.Response.BodyWriter.FlushAsync(cancellation);
                }
            }

            await context.Response.BodyWriter.FlushAsync(cancellation);
        }
    }

    private static void Write(IBufferWriter<byte> to, in FunctionLogLine line)
    {
        using (var json = new Utf8JsonWriter(to))
        {
            json.WriteStartObject();
            json.WriteString("time", line.Time);
            json.WriteString("function", line.FunctionName);
            if (line.RequestId != Guid.Empty)
            {
                json.WriteString("requestId", line.RequestId);
            }

            json.WriteBoolean("isNotice", line.IsNotice);
            json.WriteString("text", line.Text);
            json.WriteEndObject();
        }

        to.Write("\n"u8);
    }
}
