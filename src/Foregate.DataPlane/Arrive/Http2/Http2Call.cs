// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Wire.Heads;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Primitives;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>What one stream of HTTP/2 needs for a request: kept with Kestrel's stream and used again by the next.</summary>
internal sealed class Http2Call
{
    /// <summary>Method, version and separators beside the target and the headers.</summary>
    private const int HeadOverhead = 128;

    private readonly Http2Door _door;
    private readonly Http2HeadWriter _writer = new();
    private readonly Http2RequestBody _body;
    private readonly Http2ResponseSink _sink;
    private CancellationTokenRegistration _aborted;

    public Http2Call(Http2Door door)
    {
        _door = door;
        var quotas = door.Options.Quotas;
        Exchange = new Exchange(quotas.UrlBytes + quotas.HeaderBytes + HeadOverhead);
        _body = new Http2RequestBody(door.Wheel, (int)door.Options.BodyTimeout.TotalMilliseconds);
        _sink = new Http2ResponseSink(door.Strings);
    }

    public Exchange Exchange { get; }

    public bool IsBroken { get; private set; }

    /// <summary>Fills the canonical request from Kestrel's features.</summary>
    public void Begin(IFeatureCollection features)
    {
        var exchange = Exchange;
        var options = _door.Options;
        exchange.ReceivedAt = options.Time.GetTimestamp();
        exchange.RequestTimeEpoch = options.Time.GetUtcNow().ToUnixTimeMilliseconds();
        exchange.Ids.Renew();
        exchange.Connection = features.Get<ConnectionFacts>()!;
        exchange.IsSecure = exchange.Connection.IsTls;
        exchange.Sink = _sink;

        var request = features.Get<IHttpRequestFeature>()!;
        var host = request.Headers.Host;
        var fault = _writer.Write(request, exchange.Request);
        // Kestrel keeps a stream's strings and does not decode again what stays the same; a Host must be seen each time.
        request.Headers.Host = default;
        if (!Agrees(features, host))
        {
            fault = HeadFault.BadHost;
        }

        exchange.DoorRejection = fault == HeadFault.None ? HeadRejections.ForSize(exchange.Request, options.Quotas) : HeadRejections.For(fault);
        _sink.Begin(features, exchange.Client, HttpMethods.IsHead(request.Method));
        if (exchange.DoorRejection is null && features.Get<IHttpRequestBodyDetectionFeature>()!.CanHaveBody)
        {
            _body.Start(features.Get<IRequestBodyPipeFeature>()!.Reader, exchange.Request.Framing.ContentLength, options.Quotas.PayloadBytes);
            exchange.RequestBody = _body;
        }

        if (_door.Admission.IsDraining)
        {
            // GOAWAY: the streams that are open are served, the next request goes elsewhere.
            features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }

        _aborted = features.Get<IHttpRequestLifetimeFeature>()!.RequestAborted.UnsafeRegister(static client => ((ClientLifetime)client!).Gone(), exchange.Client);
    }

    private static bool Agrees(IFeatureCollection features, StringValues host) =>
        host.Count != 1
        || features.Get<HostWitness>()?.Agrees(features.Get<IHttp2StreamIdFeature>()!.StreamId, host.ToString()) != false;

    /// <summary>After this nothing of the request is touched any more.</summary>
    /// <param name="broken">A bug of ours: what else holds the exchange is unknown, so it serves nobody any more.</param>
    public void End(bool broken)
    {
        IsBroken = broken;
        // Waits for a callback under way, so that it cannot reach the next request.
        _aborted.Dispose();
        _aborted = default;
        _body.Stop();
        if (!broken)
        {
            Exchange.Reset();
            Exchange.Request.Reset();
        }
    }
}
