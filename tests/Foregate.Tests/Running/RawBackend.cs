// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Foregate.Tests.Running;

/// <summary>A back end on bare sockets whose answers come from a list in turn, whatever is asked: headers, lengths and framings vary as the list does.</summary>
internal sealed class RawBackend : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[][] _answers;
    private int _next;
    private int _connections;

    /// <param name="answers">Whole answers as they go on the wire.</param>
    public RawBackend(params string[] answers)
    {
        _answers = [.. answers.Select(Encoding.Latin1.GetBytes)];
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _ = AcceptAsync();
    }

    public string Url => "http://" + _listener.LocalEndPoint;

    /// <summary>How many connections were made to it.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync();
                socket.NoDelay = true;
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(socket);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var _ = socket;
        var buffer = new byte[64 * 1024];
        var filled = 0;
        try
        {
            for (int read; (read = await socket.ReceiveAsync(buffer.AsMemory(filled))) > 0;)
            {
                filled += read;
                var end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
                if (end < 0 || filled < end + 4 + Length(buffer.AsSpan(0, end + 2)))
                {
                    continue;
                }

                filled = 0;
                await socket.SendAsync(_answers[(uint)Interlocked.Increment(ref _next) % _answers.Length]);
            }
        }
        catch (SocketException)
        {
            // The gateway has gone.
        }
    }

    private static int Length(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("Content-Length: "u8);
        return at >= 0 && System.Buffers.Text.Utf8Parser.TryParse(head[(at + 16)..], out int length, out _) ? length : 0;
    }
}
