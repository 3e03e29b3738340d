// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Security;
using Foregate.DataPlane.Arrive.Http1;
using Foregate.DataPlane.Arrive.Http2;
using Foregate.DataPlane.Arrive.Sockets;
using Foregate.DataPlane.Arrive.Tls;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Wire.Timing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Foregate.DataPlane.Arrive.Listeners;

/// <summary>Sets Kestrel up: its listeners, its limits, and which door a connection goes through.</summary>
internal sealed class Doors
{
    private readonly DoorOptions _doors;
    private readonly Admission _admission;
    private readonly Http1Door _http1;
    private readonly Http2Door _http2;
    private readonly TlsDoor? _tls;
    private readonly List<ListenOptions> _listening = [];

    public Doors(
        DoorOptions doors, GatewayOptions options, TimerWheel wheel, Admission admission, Http1Door http1, Http2Door http2, ILoggerFactory loggers)
    {
        _doors = doors;
        _admission = admission;
        _http1 = http1;
        _http2 = http2;
        foreach (var listener in doors.Listeners)
        {
            if (listener.IsTls)
            {
                var logger = loggers.CreateLogger("Foregate.DataPlane.Arrive");
                _tls ??= new TlsDoor(new Certificates(doors.Certificates, doors.DataDirectory, options.Time, logger), wheel, options.HeadTimeout, logger);
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
                kestrel.Listen(new PlainEndPoint(listener.Address, listener.Port), listen => Listen(listen, listener));
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
        if (_tls is not null && listener.IsTls)
        {
            listen.Use(next => connection => _tls.RunAsync(connection, next));
        }

        listen.Use(_ => OpenAsync);
    }

    /// <summary>The end of the listener's middleware: nothing is left for Kestrel.</summary>
    private Task OpenAsync(ConnectionContext connection)
    {
        if (connection.Features.Get<ConnectionFacts>() is null)
        {
            connection.Features.Set(PeerFacts.Read(connection));
        }

        Door door = connection is PlainConnection { ApplicationProtocol: var protocol } && protocol == SslApplicationProtocol.Http2 ? _http2 : _http1;
        return door.RunAsync(connection);
    }
}
