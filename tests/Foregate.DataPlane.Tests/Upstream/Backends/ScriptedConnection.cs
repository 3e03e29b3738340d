// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Tests.Upstream.Backends;

/// <summary>The back end's side of one connection.</summary>
internal sealed class ScriptedConnection(Socket socket)
{
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>Requests read so far.</summary>
    public int Requests { get; private set; }

    /// <summary>How the client ended the connection ("FIN" or "RST"), once a read has found out.</summary>
    public Task<string> Ended => _ended.Task;

    /// <summary>The next request: head and decoded body; null at the end of the stream.</summary>
    public async Task<ScriptedRequest?> ReadRequestAsync()
    {
        var head = await ReadHeadAsync();
        return head is null ? null : new ScriptedRequest(head, await ReadBodyAsync(head));
    }

    /// <summary>The next head without reading its body; null at the end of the stream.</summary>
    public async Task<string?> ReadHeadAsync()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await ReadByteAsync() is not { } b)
            {
                return head.Length == 0 ? null : throw new InvalidDataException($"Head broken off: {head}");
            }

            head.Append((char)b);
        }

        Requests++;
        return head.ToString();
    }

    public async Task<byte[]> ReadBodyAsync(string head)
    {
        var body = new MemoryStream();
        if (head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
        {
            while (true)
            {
                var size = int.Parse(await ReadLineAsync(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                await CopyAsync(body, size);
                Assert.Equal("", await ReadLineAsync());
                if (size == 0)
                {
                    return body.ToArray();
                }
            }
        }

        var length = head.Split("\r\n").FirstOrDefault(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        await CopyAsync(body, length is null ? 0 : int.Parse(length[15..], CultureInfo.InvariantCulture));
        return body.ToArray();
    }

    public Task WriteAsync(string text) => WriteAsync(Encoding.Latin1.GetBytes(text));

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes) => await socket.SendAsync(bytes);

    /// <summary>Reads until the client closes; how it did is <see cref="Ended"/>.</summary>
    public async Task ReadToEndAsync()
    {
        while (await ReadByteAsync() is not null)
        {
        }
    }

    /// <summary>Reads so many bytes, or to the end.</summary>
    public async Task<int> SkipAsync(int count)
    {
        var skipped = 0;
        while (skipped < count && await ReadByteAsync() is not null)
        {
            skipped++;
        }

        return skipped;
    }

    public void FinishWriting() => socket.Shutdown(SocketShutdown.Send);

    public void Close() => socket.Dispose();

    public void Reset() => SocketChannel.Reset(socket);

    private async Task<string> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (!line.ToString().EndsWith("\r\n", StringComparison.Ordinal))
        {
            line.Append((char)(await ReadByteAsync() ?? throw new InvalidDataException("Line broken off.")));
        }

        return line.ToString(0, line.Length - 2);
    }

    private async Task CopyAsync(MemoryStream into, int count)
    {
        while (count > 0)
        {
            if (_start == _end && !await FillAsync())
            {
                throw new InvalidDataException("Body broken off.");
            }

            var length = Math.Min(count, _end - _start);
            into.Write(_buffer, _start, length);
            _start += length;
            count -= length;
        }
    }

    private async ValueTask<byte?> ReadByteAsync() => _start < _end || await FillAsync() ? _buffer[_start++] : null;

    private async Task<bool> FillAsync()
    {
        try
        {
            _start = 0;
            _end = await socket.ReceiveAsync(_buffer);
            if (_end == 0)
            {
                _ended.TrySetResult("FIN");
            }

            return _end > 0;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            _end = 0;
            _ended.TrySetResult("RST");
            return false;
        }
    }
}
