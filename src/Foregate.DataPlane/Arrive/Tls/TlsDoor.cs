// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Net.Security;
using System.Security.Authentication;
using Foregate.DataPlane.Arrive.Sockets;
using Foregate.DataPlane.Wire.Timing;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Foregate.DataPlane.Arrive.Tls;

/// <summary>
/// The connection middleware that takes TLS off: looks at the ClientHello, makes the handshake with the certificate and the context that
/// it calls for, and lets the connection go on behind it. Who does not come through in time is cut off.
/// </summary>
internal sealed partial class TlsDoor(Certificates certificates, TimerWheel wheel, TimeSpan timeout, ILogger logger)
{
    /// <summary>Milliseconds for the client to take our close_notify.</summary>
    private const int CloseTimeout = 1000;

    private readonly int _timeout = (int)Math.Min(timeout.TotalMilliseconds, int.MaxValue);

    public async Task RunAsync(ConnectionContext context, ConnectionDelegate next)
    {
        var connection = (PlainConnection)context;
        var below = connection.Channel;
        var patience = new Patience(wheel, below);
        patience.Set(_timeout);
        if (await PeekAsync(below) is not { } hello)
        {
            patience.Clear();
            return;
        }

        var tls = new SslStream(new ChannelStream(below), leaveInnerStreamOpen: true);
        try
        {
            await tls.AuthenticateAsServerAsync(
                (_, info, _, _) => new ValueTask<SslServerAuthenticationOptions>(certificates.Choose(info.ServerName).Handshakes.For(hello)), null);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            Log.NoHandshake(logger, connection.RemoteEndPoint, e.Message);
            patience.Clear();
            await tls.DisposeAsync();
            return;
        }

        patience.Clear();
        var channel = new TlsDoorChannel(tls, below);
        connection.Secure(channel, tls.NegotiatedApplicationProtocol);
        connection.Features.Set(PeerFacts.Read(connection, tls));
        try
        {
            await next(connection);
        }
        finally
        {
            patience.Set(CloseTimeout);
            await channel.CloseAsync();
            patience.Clear();
        }
    }

    /// <summary>The hello, left where it is; null when the client goes before it has said it.</summary>
    private static async ValueTask<ClientHello?> PeekAsync(WatchfulChannel below)
    {
        while (true)
        {
            if (await below.FillAsync() <= 0)
            {
                return null;
            }

            if (ClientHello.TryRead(new ReadOnlySequence<byte>(below.UnreadMemory), out var hello))
            {
                return hello;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2150, LogLevel.Debug, "No TLS handshake with {Client}: {Reason}")]
        public static partial void NoHandshake(ILogger logger, System.Net.EndPoint? client, string reason);
    }

    private sealed class Patience(TimerWheel wheel, DoorChannel channel) : Deadline(wheel)
    {
        protected internal override void OnExpired() => channel.Abort();
    }
}
