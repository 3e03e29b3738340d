// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Threading.Channels;

namespace Foregate.SideBySide;

/// <summary>
/// The floor under a function's invocation: ordinary Kestrel on both sides, the event of a REST API with what this request has, one queue to a fixed
/// number of processes; or the event that a template makes, written by hand. No routing, no limits, no records, no failures.
/// </summary>
internal static class KestrelLambda
{
    public static void Run(int port, string bootstrap, string taskRoot, bool maps)
    {
        var waiting = Channel.CreateUnbounded<Call>();
        var calls = new System.Collections.Concurrent.ConcurrentDictionary<string, Call>(StringComparer.Ordinal);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var app = builder.Build();
        app.Run(context => context.Request.Path.Value!.StartsWith("/2018-06-01/runtime/invocation/", StringComparison.Ordinal)
            ? RuntimeAsync(context, waiting.Reader, calls)
            : maps ? MapAsync(context, waiting.Writer)
            : InvokeAsync(context, waiting.Writer));
        app.Start();
        var runtime = new Uri(app.Urls.First(url => !url.EndsWith($":{port}", StringComparison.Ordinal))).Port;
        for (var i = 0; i < Contenders.FunctionProcesses; i++)
        {
            var start = new ProcessStartInfo("node", [bootstrap]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["AWS_LAMBDA_RUNTIME_API"] = $"127.0.0.1:{runtime}";
            start.Environment["_HANDLER"] = "index.handler";
            start.Environment["LAMBDA_TASK_ROOT"] = taskRoot;
            start.Environment["AWS_LAMBDA_FUNCTION_NAME"] = "echo";
            Process.Start(start);
        }

        app.WaitForShutdown();
    }

    private static async Task InvokeAsync(HttpContext context, ChannelWriter<Call> waiting)
    {
        var call = new Call(Event(context));
        waiting.TryWrite(call);
        using var answer = JsonDocument.Parse(await call.Answer.Task);
        context.Response.StatusCode = answer.RootElement.GetProperty("statusCode").GetInt32();
        await context.Response.WriteAsync(answer.RootElement.GetProperty("body").GetString()!);
    }

    private static async Task MapAsync(HttpContext context, ChannelWriter<Call> waiting)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var call = new Call(Orders.Event(body.RootElement, context.Connection.RemoteIpAddress!.ToString()));
        waiting.TryWrite(call);
        using var answer = JsonDocument.Parse(await call.Answer.Task);
        await context.Response.WriteAsync(answer.RootElement.GetProperty("state").GetString()! + "\n");
    }

    private static async Task RuntimeAsync(HttpContext context, ChannelReader<Call> waiting, System.Collections.Concurrent.ConcurrentDictionary<string, Call> calls)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            var call = await waiting.ReadAsync(context.RequestAborted);
            var id = Guid.NewGuid().ToString();
            calls[id] = call;
            context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = id;
            context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + 3000).ToString(CultureInfo.InvariantCulture);
            context.Response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:us-east-1:000000000000:function:echo";
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = call.Event.Length;
            await context.Response.Body.WriteAsync(call.Event);
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        calls.TryRemove(context.Request.Path.Value!.Split('/')[4], out var done);
        context.Response.StatusCode = 202;
        done!.Answer.SetResult(body.ToArray());
    }

    private static byte[] Event(HttpContext context)
    {
        var bytes = new ArrayBufferWriter<byte>(2048);
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteString("resource", "/{name}");
        json.WriteString("path", context.Request.Path.Value);
        json.WriteString("httpMethod", context.Request.Method);
        json.WriteStartObject("headers");
        foreach (var (name, value) in context.Request.Headers)
        {
            json.WriteString(name, value.ToString());
        }

        json.WriteEndObject();
        json.WriteStartObject("multiValueHeaders");
        foreach (var (name, values) in context.Request.Headers)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteNull("queryStringParameters");
        json.WriteNull("multiValueQueryStringParameters");
        json.WriteStartObject("pathParameters");
        json.WriteString("name", context.Request.Path.Value![1..]);
        json.WriteEndObject();
        json.WriteNull("stageVariables");
        json.WriteStartObject("requestContext");
        json.WriteString("requestId", Guid.NewGuid());
        json.WriteString("stage", "Prod");
        json.WriteEndObject();
        json.WriteNull("body");
        json.WriteBoolean("isBase64Encoded", false);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    private sealed record Call(byte[] Event)
    {
        public TaskCompletionSource<byte[]> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
