// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Foregate.Tests.Running;

/// <summary>
/// One connection and no second chances: HttpClient would hide a reset by trying again. Reads answers with a length or in chunks.
/// </summary>
internal sealed class KeepAliveClient(Uri invoke) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Socket? _socket;
    private int _from;
    private int _to;

    /// <summary>Whether the last answer said that it is the last on its connection.</summary>
    public bool ToldToClose { get; private set; }

    /// <summary>How many connections were opened.</summary>
    public int Connections { get; private set; }

    /// <summary>Opens the connection without asking anything.</summary>
    public async Task ConnectAsync()
    {
        _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await _socket.ConnectAsync(IPAddress.Loopback, invoke.Port);
        Connections++;
        ToldToClose = false;
        _from = _to = 0;
    }

    /// <summary>Asks for a path below the stage on the open connection; opens a new one after an answer that closed it.</summary>
    /// <exception cref="IOException">The connection ended before the answer did.</exception>
    public async Task<(int Status, string Body)> GetAsync(string path)
    {
        if (_socket is null || ToldToClose)
        {
            _socket?.Dispose();
            await ConnectAsync();
        }

        await _socket!.SendAsync(Encoding.ASCII.GetBytes($"GET {invoke.AbsolutePath}{path} HTTP/1.1\r\nHost: {invoke.Authority}\r\n\r\n"));
        var head = await HeadAsync();
        ToldToClose = Regex.IsMatch(head, @"(?im)^connection: *close\r?$");
        var status = int.Parse(head.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);
        var length = Regex.Match(head, @"(?im)^content-length: *(\d+)");
        return (status, length.Success ? await TakeAsync(int.Parse(length.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)) : await ChunksAsync());
    }

    /// <summary>Whether the peer ended an idle connection in order: a FIN, not a reset.</summary>
    public async Task<bool> EndsInOrderAsync()
    {
        try
        {
            return await _socket!.ReceiveAsync(_buffer) == 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public void Dispose() => _socket?.Dispose();

    private async Task<string> HeadAsync()
    {
        while (true)
        {
            var end = _buffer.AsSpan(_from, _to - _from).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                var head = Encoding.Latin1.GetString(_buffer, _from, end + 2);
                _from += end + 4;
                return head;
            }

            await FillAsync();
        }
    }

    private async Task<string> ChunksAsync()
    {
        var body = new StringBuilder();
        while (true)
        {
            var size = Convert.ToInt32((await LineAsync()).Split(';')[0], 16);
            if (size == 0)
            {
                await LineAsync();
                return body.ToString();
            }

            body.Append(await TakeAsync(size));
            await LineAsync();
        }
    }

    private async Task<string> LineAsync()
    {
        while (true)
        {
            var end = _buffer.AsSpan(_from, _to - _from).IndexOf("\r\n"u8);
            if (end >= 0)
            {
                var line = Encoding.Latin1.GetString(_buffer, _from, end);
                _from += end + 2;
                return line;
            }

            await FillAsync();
        }
    }

    private async Task<string> TakeAsync(int size)
    {
        while (_to - _from < size)
        {
            await FillAsync();
        }

        var text = Encoding.UTF8.GetString(_buffer, _from, size);
        _from += size;
        return text;
    }

    private async Task FillAsync()
    {
        if (_from > 0)
        {
            _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
            (_from, _to) = (0, _to - _from);
        }

        int read;
        try
        {
            read = await _socket!.ReceiveAsync(_buffer.AsMemory(_to));
        }
        catch (SocketException exception)
        {
            throw new IOException("The connection was reset.", exception);
        }

        _to += read == 0 ? throw new IOException("The connection ended before the answer.") : read;
    }
}
