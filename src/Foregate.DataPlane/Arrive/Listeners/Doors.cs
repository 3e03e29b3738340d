// SPDX-License-Identifier: Apache-2.0
using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using Foregate.DataPlane.Arrive.Http1;
using Foregate.DataPlane.Arrive.Http2;
using Foregate.DataPlane.Arrive.Sockets;
using Foregate.DataPlane.Arrive.Tls;
using Foregate.DataPlane.Wire.Heads;
using Foregate.DataPlane.Wire.Timing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Foregate.DataPlane.Arrive.Listeners;

/// <summary>Sets Kestrel up: its listeners, its limits, and which door a connection goes through.</summary>
internal sealed class Doors
{
    private readonly DoorOptions _doors;
    private readonly GatewayOptions _options;
    private readonly Admission _admission;
    private readonly HelloReader _hellos;
    private readonly Http1Door _http1;
    private readonly Certificates? _certificates;
    private readonly List<ListenOptions> _listening = [];

    public Doors(DoorOptions doors, GatewayOptions options, TimerWheel wheel, Admission admission, Http1Door http1, ILoggerFactory loggers)
    {
        _doors = doors;
        _options = options;
        _admission = admission;
        _hellos = new HelloReader(wheel, options.HeadTimeout);
        _http1 = http1;
        foreach (var listener in doors.Listeners)
        {
            if (listener.IsTls)
            {
                _certificates ??= new Certificates(doors.Certificates, doors.DataDirectory, options.Time, loggers.CreateLogger("Foregate.DataPlane.Arrive"));
            }
        }
    }

    public void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowAlternateSchemes = false;
        kestrel.RequestHeaderEncodingSelector = HeaderEncodings.ForRequest;
        kestrel.ResponseHeaderEncodingSelector = HeaderEncodings.ForResponse;
        SetLimits(kestrel.Limits);
        foreach (var listener in _doors.Listeners)
        {
            if (listener.Address is null)
            {
                kestrel.ListenUnixSocket(listener.SocketPath!, listen => Listen(listen, listener));
            }
            else
            {
                kestrel.Listen(
                    listener.IsTls ? new IPEndPoint(listener.Address, listener.Port) : new PlainEndPoint(listener.Address, listener.Port),
                    listen => Listen(listen, listener));
            }
        }
    }

    /// <summary>The listeners as bound.</summary>
    public ListenerAddress[] Bound()
    {
        var bound = new ListenerAddress[_listening.Count];
        for (var i = 0; i < bound.Length; i++)
        {
            bound[i] = _listening[i].EndPoint is IPEndPoint end ? _doors.Listeners[i].WithPort(end.Port) : _doors.Listeners[i];
        }

        return bound;
    }

    private void SetLimits(KestrelServerLimits limits)
    {
        var quotas = _options.Quotas;
        // What is ours to refuse by name (414, 431, 413) must pass Kestrel, which would end the connection instead.
        limits.MaxRequestLineSize = 4 * quotas.UrlBytes;
        limits.MaxRequestHeadersTotalSize = 4 * (quotas.UrlBytes + quotas.HeaderBytes);
        limits.MaxRequestHeaderCount = 2 * HeaderTable.MaxFields;
        limits.MaxRequestBodySize = null;
        limits.MinRequestBodyDataRate = null;
        limits.MaxConcurrentConnections = null;
        limits.KeepAliveTimeout = _options.IdleTimeout;
        limits.RequestHeadersTimeout = _options.HeadTimeout;
        limits.Http2.MaxStreamsPerConnection = 100;
        limits.Http2.MaxRequestHeaderFieldSize = 2 * (quotas.UrlBytes + quotas.HeaderBytes);
    }

    private void Listen(ListenOptions listen, ListenerAddress listener)
    {
        _listening.Add(listen);
        listen.Use(next => connection => _admission.AdmitAsync(connection, next, listener.IsTls));
        if (_certificates is not null && listener.IsTls)
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.Use(next => connection => _hellos.RunAsync(connection, next));
            listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                HandshakeTimeout = _options.HeadTimeout,
                OnConnection = OnHandshake,
            });
        }
        else
        {
            listen.Protocols = HttpProtocols.Http1;
        }

        listen.Use(next => connection => OpenAsync(connection, next));
    }

    private ValueTask<SslServerAuthenticationOptions> OnHandshake(TlsHandshakeCallbackContext handshake) =>
        new(_certificates!.Choose(handshake.ClientHelloInfo.ServerName).Handshakes.For(
            handshake.Connection.Features.Get<ClientHello>() ?? ClientHello.Unknown));

    private Task OpenAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        connection.Features.Set(PeerFacts.Read(connection));
        var tls = connection.Features.Get<ISslStreamFeature>()?.SslStream;
        return tls is not null && tls.NegotiatedApplicationProtocol == SslApplicationProtocol.Http2
            ? ServeHttp2Async(connection, next) : _http1.RunAsync(connection);
    }

    private async Task ServeHttp2Async(ConnectionContext connection, ConnectionDelegate next)
    {
        var life = connection.Features.Get<IConnectionLifetimeNotificationFeature>();
        using var closing = _admission.Closing.UnsafeRegister(static life => ((IConnectionLifetimeNotificationFeature?)life)?.RequestClose(), life);
        var witness = new HostWitness();
        HostWitness.Current = witness;
        connection.Features.Set(witness);
        var budget = new FrameBudget(_options.Time);
        var output = new GateWriter(connection.Transport.Output, budget);
        connection.Transport = new GatedTransport(new FrameGate(connection.Transport.Input, output, budget, witness), output);
        await next(connection);
    }

    private sealed class GatedTransport(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input { get; } = input;

        public PipeWriter Output { get; } = output;
    }
}
