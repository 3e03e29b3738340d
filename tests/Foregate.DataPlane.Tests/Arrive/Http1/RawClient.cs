// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Foregate.DataPlane.Tests.Arrive.Http1;

/// <summary>A client that sends exactly the bytes it is given and reads answers by their framing alone.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    private RawClient(Socket socket, Stream stream)
    {
        Socket = socket;
        _stream = stream;
    }

    public Socket Socket { get; }

    /// <summary>Whether the peer has ended the stream and all was read.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Whether the peer reset the connection.</summary>
    public bool IsReset { get; private set; }

    public static async Task<RawClient> ConnectAsync(IPEndPoint endPoint, X509Certificate2? trusted = null)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endPoint);
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        if (trusted is not null)
        {
            var ssl = new SslStream(stream, false, (_, certificate, _, _) => trusted.Equals(certificate));
            await ssl.AuthenticateAsClientAsync("localhost");
            stream = ssl;
        }

        return new RawClient(socket, stream);
    }

    public Task SendAsync(string latin1) => SendAsync(Encoding.Latin1.GetBytes(latin1));

    /// <summary>A send that fails because the peer has closed is no failure: what it answered tells.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await _stream.WriteAsync(bytes);
        }
        catch (IOException)
        {
            IsReset = true;
        }
    }

    /// <summary>The next answer, interim ones included; null at the end of the stream.</summary>
    public async Task<RawAnswer?> ReadAsync(bool toHead = false)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = await ReadLineAsync();
            if (line is null)
            {
                return lines.Count == 0 ? null : throw new InvalidDataException("The stream ended inside a head.");
            }

            if (line.Length == 0)
            {
                break;
            }

            lines.Add(line);
        }

        var answer = new RawAnswer(lines);
        if (answer.Status >= 200 && answer.Status is not (204 or 304) && !toHead)
        {
            answer.Body = answer.Header("Transfer-Encoding") == "chunked" ? await ReadChunkedAsync()
                : answer.Header("Content-Length") is { } length ? await ReadExactlyAsync(int.Parse(length, CultureInfo.InvariantCulture))
                : await ReadToEndAsync();
        }

        return answer;
    }

    /// <summary>Whether nothing but the end follows.</summary>
    public async Task<bool> EndsAsync() => _start == _end && !await FillAsync();

    public async ValueTask DisposeAsync() => await _stream.DisposeAsync();

    private async Task<byte[]> ReadChunkedAsync()
    {
        var body = new MemoryStream();
        while (true)
        {
            var size = int.Parse((await ReadLineAsync())!, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            body.Write(await ReadExactlyAsync(size));
            if (await ReadLineAsync() != "")
            {
                throw new InvalidDataException("A chunk does not end in CRLF.");
            }

            if (size == 0)
            {
                return body.ToArray();
            }
        }
    }

    private async Task<byte[]> ReadExactlyAsync(int count)
    {
        var bytes = new byte[count];
        for (var filled = 0; filled < count;)
        {
            if (_start == _end && !await FillAsync())
            {
                throw new InvalidDataException("The stream ended inside a body.");
            }

            var piece = Math.Min(count - filled, _end - _start);
            _buffer.AsSpan(_start, piece).CopyTo(bytes.AsSpan(filled));
            _start += piece;
            filled += piece;
        }

        return bytes;
    }

    private async Task<byte[]> ReadToEndAsync()
    {
        var body = new MemoryStream();
        do
        {
            body.Write(_buffer, _start, _end - _start);
            _start = _end;
        }
        while (await FillAsync());

        return body.ToArray();
    }

    private async Task<string?> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end && !await FillAsync())
            {
                return line.Length == 0 ? null : throw new InvalidDataException("The stream ended inside a line: " + line);
            }

            var b = (char)_buffer[_start++];
            if (b != '\n')
            {
                line.Append(b);
            }
            else if (line.Length == 0 || line[^1] != '\r')
            {
                throw new InvalidDataException("A line without CR: " + line);
            }
            else
            {
                return line.ToString(0, line.Length - 1);
            }
        }
    }

    private async Task<bool> FillAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            _start = 0;
            _end = await _stream.ReadAsync(_buffer, limit.Token);
        }
        catch (IOException)
        {
            IsReset = true;
            _end = 0;
        }

        IsEnded |= _end == 0;
        return _end > 0;
    }
}
