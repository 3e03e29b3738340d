// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Foregate.Conformance.Tests.Running;

/// <summary>A back end that keeps each head as it came over the wire, byte for byte, answers 204 and closes.</summary>
internal sealed class HeadRecorder : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _heads = [];
    private readonly Task _accepting;

    public HeadRecorder()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Authority => _listener.LocalEndpoint.ToString()!;

    /// <summary>The head of the one request whose path ends in <paramref name="path"/>.</summary>
    public string HeadOf(string path)
    {
        lock (_heads)
        {
            return Assert.Single(_heads, head => head.Split(' ')[1].EndsWith(path, StringComparison.Ordinal));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var socket = await _listener.AcceptSocketAsync(_stop.Token);
                await AnswerAsync(socket);
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the test.
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await socket.ReceiveAsync(buffer, _stop.Token);
            if (read == 0)
            {
                return;
            }

            head.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        lock (_heads)
        {
            _heads.Add(head.ToString());
        }

        await socket.SendAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray(), _stop.Token);
    }
}
