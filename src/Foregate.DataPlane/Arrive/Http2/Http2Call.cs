// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;
using Microsoft.AspNetCore.Http.Features;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>What one stream of HTTP/2 needs for a request: kept with Kestrel's stream and used again by the next.</summary>
internal sealed class Http2Call
{
    private readonly GatewayOptions _options;
    private readonly Http2HeadWriter _writer = new();
    private readonly Http2RequestBody _body;
    private readonly Http2ResponseSink _sink;
    private CancellationTokenRegistration _aborted;

    public Http2Call(GatewayOptions options, TimerWheel wheel, HeaderStrings strings)
    {
        _options = options;
        var quotas = options.Quotas;
        // Room for what is refused by name (414, 431) rather than by running out.
        Exchange = new Exchange((2 * quotas.UrlBytes) + (2 * quotas.HeaderBytes));
        _body = new Http2RequestBody(wheel, (int)options.BodyTimeout.TotalMilliseconds);
        _sink = new Http2ResponseSink(strings);
    }

    public Exchange Exchange { get; }

    /// <summary>Fills the canonical request from Kestrel's features.</summary>
    public void Begin(IFeatureCollection features)
    {
        var exchange = Exchange;
        exchange.Reset();
        exchange.ReceivedAt = _options.Time.GetTimestamp();
        exchange.RequestTimeEpoch = _options.Time.GetUtcNow().ToUnixTimeMilliseconds();
        exchange.Ids.Renew();
        exchange.Connection = features.Get<ConnectionFacts>()!;
        exchange.IsSecure = exchange.Connection.IsTls;

        var fault = _writer.Write(features.Get<IHttpRequestFeature>()!, exchange.Request);
        if (fault != HeadFault.None)
        {
            exchange.DoorRejection = Rejections.Http.MalformedRequest;
        }

        exchange.Verb = exchange.Request.Verb;
        exchange.Sink = _sink;
        _sink.Begin(features, exchange.Client, exchange.Verb == HttpVerb.Head);
        if (features.Get<IHttpRequestBodyDetectionFeature>()!.CanHaveBody)
        {
            _body.Start(features.Get<IRequestBodyPipeFeature>()!.Reader, exchange.Request.Framing.ContentLength, _options.Quotas.PayloadBytes);
            exchange.RequestBody = _body;
        }

        _aborted = features.Get<IHttpRequestLifetimeFeature>()!.RequestAborted.UnsafeRegister(static client => ((ClientLifetime)client!).Gone(), exchange.Client);
    }

    /// <summary>After this nothing of the request is touched any more.</summary>
    public void End()
    {
        // Waits for a callback under way, so that it cannot reach the next request.
        _aborted.Dispose();
        _aborted = default;
        _body.Stop();
    }
}
