// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Timing;
using Microsoft.AspNetCore.Connections;

namespace Foregate.DataPlane.Arrive.Tls;

/// <summary>The connection middleware before TLS: looks at the ClientHello and leaves it where it is.</summary>
internal sealed class HelloReader(TimerWheel wheel, TimeSpan timeout)
{
    private readonly int _timeout = (int)Math.Min(timeout.TotalMilliseconds, int.MaxValue);

    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (await PeekAsync(connection) is { } hello)
        {
            connection.Features.Set(hello);
            await next(connection);
        }
    }

    private async ValueTask<ClientHello?> PeekAsync(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        var silence = new Silence(wheel, connection);
        silence.Set(_timeout);
        try
        {
            while (true)
            {
                var result = await input.ReadAsync();
                var isRead = ClientHello.TryRead(result.Buffer, out var hello);
                input.AdvanceTo(result.Buffer.Start, isRead ? result.Buffer.Start : result.Buffer.End);
                if (isRead)
                {
                    return hello;
                }

                if (result.IsCompleted || result.IsCanceled)
                {
                    return null;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // Gone before it said hello.
            return null;
        }
        finally
        {
            silence.Clear();
        }
    }

    private sealed class Silence(TimerWheel wheel, ConnectionContext connection) : Deadline(wheel)
    {
        protected internal override void OnExpired() => connection.Abort(new ConnectionAbortedException("The client said no hello in time."));
    }
}
