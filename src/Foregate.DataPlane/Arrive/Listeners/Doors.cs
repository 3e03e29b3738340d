// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Security;
using Foregate.DataPlane.Arrive.Http1;
using Foregate.DataPlane.Arrive.Http2;
using Foregate.DataPlane.Arrive.Sockets;
using Foregate.DataPlane.Arrive.Tls;
using Foregate.DataPlane.Wire.Timing;
using Microsoft.AspNetCore.Connections;
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
    private readonly Http2Door _http2;
    private readonly Certificates? _certificates;
    private readonly List<ListenOptions> _listening = [];

    public Doors(
        DoorOptions doors, GatewayOptions options, TimerWheel wheel, Admission admission, Http1Door http1, Http2Door http2, ILoggerFactory loggers)
    {
        _doors = doors;
        _options = options;
        _admission = admission;
        _hellos = new HelloReader(wheel, options.HeadTimeout);
        _http1 = http1;
        _http2 = http2;
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
        // Each connection's own deadlines and Admission bound these.
        kestrel.Limits.MaxConcurrentConnections = null;
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

        listen.Use(_ => OpenAsync);
    }

    private ValueTask<SslServerAuthenticationOptions> OnHandshake(TlsHandshakeCallbackContext handshake) =>
        new(_certificates!.Choose(handshake.ClientHelloInfo.ServerName).Handshakes.For(
            handshake.Connection.Features.Get<ClientHello>() ?? ClientHello.Unknown));

    /// <summary>The end of the listener's middleware: nothing is left for Kestrel.</summary>
    private Task OpenAsync(ConnectionContext connection)
    {
        connection.Features.Set(PeerFacts.Read(connection));
        var tls = connection.Features.Get<ISslStreamFeature>()?.SslStream;
        return tls is not null && tls.NegotiatedApplicationProtocol == SslApplicationProtocol.Http2
            ? _http2.RunAsync(connection) : _http1.RunAsync(connection);
    }
}
