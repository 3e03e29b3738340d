// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Text.Json;
using Foregate.DataPlane.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Foregate.Hosting.Servers;

/// <summary>
/// POST /_foregate/explain: what would be decided about a request, as a decision record. The body says it:
/// <c>{"method":"GET","path":"/prod/pets","headers":[["Host","abc.execute-api.localhost"]]}</c>.
/// </summary>
internal static class DryRunAnswer
{
    public const string Path = "/_foregate/explain";

    private const int MaxBytes = 256 * 1024;

    public static async Task AnswerAsync(HttpContext context, Gateway? gateway, bool isLoopback)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await ManagementAnswer.MethodNotAllowedAsync(context, "POST");
            return;
        }

        // Whoever may ask as often as they like can guess keys.
        if (!isLoopback)
        {
            await ManagementAnswer.TextAsync(context, 403, "Requests are explained here only while --management is on loopback or a Unix socket: nobody says who asks.\n");
            return;
        }

        if (context.Request.Headers.ContainsKey("Origin") || context.Request.ContentType?.Split(';')[0].Trim() != "application/json")
        {
            await ManagementAnswer.TextAsync(context, 415, "Send the request with Content-Type: application/json, and not from a page.\n");
            return;
        }

        if (gateway is null)
        {
            await ManagementAnswer.TextAsync(context, 503, "The gateway is starting.\n");
            return;
        }

        var (method, path, headers) = await ReadAsync(context);
        if (method is null || path is null || await gateway.ExplainAsync(method, path, headers) is not { } record)
        {
            await ManagementAnswer.TextAsync(context, 400, "The method, the path or a header is none that a request could have.\n");
            return;
        }

        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes))
        {
            record.WriteTo(json);
        }

        await ManagementAnswer.BytesAsync(context, 200, "application/json", bytes.WrittenMemory);
    }

    private static async Task<(string? Method, string? Path, List<KeyValuePair<string, string>> Headers)> ReadAsync(HttpContext context)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (context.Request.ContentLength is null or > MaxBytes)
        {
            return (null, null, headers);
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            var said = document.RootElement;
            foreach (var header in said.GetProperty("headers").EnumerateArray())
            {
                headers.Add(new(header[0].GetString()!, header[1].GetString()!));
            }

            return (said.GetProperty("method").GetString(), said.GetProperty("path").GetString(), headers);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            return (null, null, headers);
        }
    }
}
