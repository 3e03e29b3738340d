// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Foregate.Conformance.Tests.Running;

/// <summary>
/// The back end behind the gateway: /echo tells what arrived, /hash hashes the body, /bytes/{size} and /chunks/{size} send one,
/// /gzip compresses it, /mirror sends the body back while it arrives, /meet/{id}/{count} answers once so many wait,
/// /hang/{id} waits for its caller to leave, /status/{code} answers with it, /pets is a small store.
/// </summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, Meeting> _meetings = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Hanging> _hanging = new(StringComparer.Ordinal);
    private int _asked;

    private Backend()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
        });
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    /// <summary>Host and port.</summary>
    public string Authority => new Uri(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Authority;

    /// <summary>How many requests have come so far.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public static async Task<Backend> StartAsync()
    {
        var backend = new Backend();
        await backend._application.StartAsync();
        return backend;
    }

    /// <summary>The request that asked for /hang/{id}: when it arrived, and when its caller left.</summary>
    public Hanging HangingFor(string id) => _hanging.GetOrAdd(id, static _ => new Hanging());

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _asked);
        var parts = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        await (parts switch
        {
            ["echo", ..] => EchoAsync(context),
            ["hash"] => HashAsync(context),
            ["bytes", var size] => BytesAsync(context, Number(size)),
            ["chunks", var size] => ChunksAsync(context, Number(size)),
            ["gzip", var size] => GzipAsync(context, Number(size)),
            ["mirror"] => MirrorAsync(context),
            ["meet", var id, var count] => MeetAsync(context, id, Number(count)),
            ["hang", var id] => HangAsync(context, id),
            ["status", var code] => StatusAsync(context, Number(code)),
            ["pets"] => TextAsync(context, context.Request.Method == "POST" ? 201 : 200, "[]"),
            ["pets", var id] => TextAsync(context, 200, $$"""{"id":{{Number(id)}}}"""),
            _ => TextAsync(context, 404, "nothing here"),
        });
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static Task TextAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = text is ['{' or '[', ..] ? "application/json" : "text/plain";
        return context.Response.WriteAsync(text);
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        var headers = new JsonObject();
        foreach (var header in context.Request.Headers)
        {
            headers[header.Key] = header.Value.ToString();
        }

        var echo = new JsonObject
        {
            ["method"] = context.Request.Method,
            ["target"] = context.Request.Path + context.Request.QueryString,
            ["protocol"] = context.Request.Protocol,
            ["headers"] = headers,
            ["body"] = await body.ReadToEndAsync(),
        };
        await TextAsync(context, 200, echo.ToJsonString());
    }

    private static async Task HashAsync(HttpContext context)
    {
        var hash = await SHA256.HashDataAsync(context.Request.Body, context.RequestAborted);
        await TextAsync(context, 200, Convert.ToHexStringLower(hash));
    }

    private static Task BytesAsync(HttpContext context, int size)
    {
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = size;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(Content.Bytes(size)).AsTask();
    }

    private static async Task ChunksAsync(HttpContext context, int size)
    {
        var bytes = Content.Bytes(size);
        for (var from = 0; from < size; from += 10_007)
        {
            await context.Response.Body.WriteAsync(bytes.AsMemory(from, Math.Min(10_007, size - from)));
            await context.Response.Body.FlushAsync();
        }
    }

    private static async Task GzipAsync(HttpContext context, int size)
    {
        if (!context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal))
        {
            await TextAsync(context, 406, "not compressed is not to be had");
            return;
        }

        context.Response.Headers.ContentEncoding = "gzip";
        await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
        await gzip.WriteAsync(Content.Bytes(size));
    }

    private static async Task MirrorAsync(HttpContext context)
    {
        var buffer = new byte[16 * 1024];
        int read;
        await context.Response.StartAsync();
        while ((read = await context.Request.Body.ReadAsync(buffer)) > 0)
        {
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, read));
            await context.Response.Body.FlushAsync();
        }
    }

    private async Task MeetAsync(HttpContext context, string id, int count)
    {
        var meeting = _meetings.GetOrAdd(id, static _ => new Meeting());
        meeting.Arrive(count);
        await meeting.All.WaitAsync(context.RequestAborted);
        await TextAsync(context, 200, "met");
    }

    private async Task HangAsync(HttpContext context, string id)
    {
        var hanging = HangingFor(id);
        hanging.Arrived.TrySetResult();
        await using var left = context.RequestAborted.Register(() => hanging.Left.TrySetResult());
        await hanging.Left.Task;
    }

    private static async Task StatusAsync(HttpContext context, int code)
    {
        context.Response.StatusCode = code;
        if (code is not (204 or 205 or 304))
        {
            await context.Response.WriteAsync($"status {code}");
        }
    }

    /// <summary>A request that is answered by nothing but its end.</summary>
    internal sealed class Hanging
    {
        public TaskCompletionSource Arrived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Left { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Meeting
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _here;

        public Task All => _all.Task;

        public void Arrive(int count)
        {
            if (Interlocked.Increment(ref _here) == count)
            {
                _all.TrySetResult();
            }
        }
    }
}
