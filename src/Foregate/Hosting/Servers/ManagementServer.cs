// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text.Json;
using Foregate.DataPlane.Arrive.Listeners;
using Foregate.DataPlane.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Foregate.Hosting.Servers;

/// <summary>The management listener: health, metrics, decision records, what functions write and are asked by hand, and AWS's management APIs.</summary>
internal sealed class ManagementServer : IAsyncDisposable
{
    private const string HeldPath = "/_foregate/held";
    private const string ListenersPath = "/_foregate/listeners";
    private const string DecisionsPath = "/_foregate/decisions/";

    private readonly WebApplication _application;
    private readonly bool _isLoopback;

    public ManagementServer(ListenerAddress address)
    {
        _isLoopback = address.Address is null || IPAddress.IsLoopback(address.Address);
        var builder = EmptyHost.CreateBuilder();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = ManagementApi.MaxBytes;
            if (address.Address is { } ip)
            {
                kestrel.Listen(ip, address.Port);
            }
            else
            {
                kestrel.ListenUnixSocket(address.SocketPath!);
            }
        });
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    /// <summary>Where requests arrive, as URLs.</summary>
    public IReadOnlyList<string> Listeners { get; set; } = [];

    /// <summary>What /_foregate/limits says.</summary>
    public ReadOnlyMemory<byte> Limits { get; init; }

    /// <summary>What /health/ready says: null is ready, anything else is why not.</summary>
    public string? NotReady { get; set; } = "starting";

    /// <summary>Whose metrics and decisions are told; null until there is one.</summary>
    public Gateway? Gateway { get; set; }

    /// <summary>AWS's management APIs; null before there is anything to manage.</summary>
    public ManagementApi? Api { get; set; }

    /// <summary>Where it really listens, port 0 resolved; none for a Unix socket.</summary>
    public IReadOnlyList<IPEndPoint> EndPoints =>
        Uri.TryCreate(Address, UriKind.Absolute, out var uri) && IPAddress.TryParse(uri.Host.AsSpan().Trim("[]"), out var ip) ? [new IPEndPoint(ip, uri.Port)] : [];

    /// <summary>Where it really listens as a URL, port 0 resolved.</summary>
    public string Address => _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public Task StartAsync() => _application.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (_isLoopback && !IsLocalName(context.Request.Host.Host))
        {
            // A page in a browser could point a name of its own at this address and read what only this machine may.
            return ManagementAnswer.TextAsync(context, 403, "This listener answers to localhost and addresses only.\n");
        }

        if (FunctionInvocation.NameIn(path) is { } function)
        {
            return FunctionInvocation.AnswerAsync(context, Gateway, function, _isLoopback);
        }

        if (path == DryRunAnswer.Path)
        {
            return DryRunAnswer.AnswerAsync(context, Gateway, _isLoopback);
        }

        if (ManagementApi.IsMeant(context.Request))
        {
            return ManagementApi.AnswerAsync(context, Api, _isLoopback);
        }

        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            return ManagementAnswer.MethodNotAllowedAsync(context, "GET, HEAD");
        }

        return path switch
        {
            "/health/live" => ManagementAnswer.TextAsync(context, 200, "live\n"),
            "/health/ready" => NotReady is { } why ? ManagementAnswer.TextAsync(context, 503, why + "\n") : ManagementAnswer.TextAsync(context, 200, "ready\n"),
            "/metrics" => ManagementAnswer.BytesAsync(context, 200, Gateway.MetricsContentType, Gateway?.WriteMetrics() ?? default),
            FunctionLogStream.Path => FunctionLogStream.AnswerAsync(context, Gateway, _application.Lifetime.ApplicationStopping),
            HeldPath => HeldAsync(context),
            ListenersPath => ListenersAsync(context),
            LimitsAnswer.Path => ManagementAnswer.BytesAsync(context, 200, "application/json", Limits),
            _ when path.StartsWith(DecisionsPath, StringComparison.Ordinal) => DecisionAsync(context, path[DecisionsPath.Length..]),
            _ => ManagementAnswer.TextAsync(context, 404, "There is /health/live, /health/ready, /metrics, /_foregate/decisions/{request id}, /_foregate/explain, /_foregate/held, /_foregate/limits, /_foregate/listeners, /_foregate/logs and /_foregate/functions/{name}/invocations.\n"),
        };
    }

    private Task DecisionAsync(HttpContext context, string requestId)
    {
        if (Gateway?.FindDecision(requestId) is not { } decision)
        {
            return ManagementAnswer.TextAsync(context, 404, "No such request is remembered.\n");
        }

        var bytes = new System.Buffers.ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes))
        {
            decision.WriteTo(json);
        }

        return ManagementAnswer.BytesAsync(context, 200, "application/json", bytes.WrittenMemory);
    }

    // What the definitions say and is not served yet: [{"path":"/restapis/…","message":"…"}].
    private Task HeldAsync(HttpContext context)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var held in Gateway?.Snapshot?.Held ?? [])
            {
                json.WriteStartObject();
                json.WriteString("path", held.Path);
                json.WriteString("message", held.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return ManagementAnswer.BytesAsync(context, 200, "application/json", bytes.WrittenMemory);
    }

    // Where requests arrive: ["http://127.0.0.1:8080"].
    private Task ListenersAsync(HttpContext context)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var listener in Listeners)
            {
                json.WriteStringValue(listener);
            }

            json.WriteEndArray();
        }

        return ManagementAnswer.BytesAsync(context, 200, "application/json", bytes.WrittenMemory);
    }

    private static bool IsLocalName(string host) =>
        host.Length == 0
        || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        // Names below it are this machine's, too (RFC 6761 §6.3): buckets of S3 have them.
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host.AsSpan().Trim("[]"), out _);
}
