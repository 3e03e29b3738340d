// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Foregate.DataPlane.Tests.Arrive.Http2;

/// <summary>A client that says exactly the frames it is told to, lawful or not, and reports what came back.</summary>
internal sealed class FrameClient : IAsyncDisposable
{
    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Priority = 2;
    public const byte RstStream = 3;
    public const byte Settings = 4;
    public const byte PushPromise = 5;
    public const byte Ping = 6;
    public const byte GoAway = 7;
    public const byte WindowUpdate = 8;
    public const byte Continuation = 9;

    public const byte EndStream = 1;
    public const byte Ack = 1;
    public const byte EndHeaders = 4;
    public const byte Padded = 8;
    public const byte HasPriority = 0x20;

    private static readonly string[] Errors =
    [
        "NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT", "STREAM_CLOSED", "FRAME_SIZE_ERROR",
        "REFUSED_STREAM", "CANCEL", "COMPRESSION_ERROR", "CONNECT_ERROR", "ENHANCE_YOUR_CALM", "INADEQUATE_SECURITY", "HTTP_1_1_REQUIRED",
    ];

    private readonly TcpClient _tcp;
    private readonly SslStream _tls;

    private FrameClient(TcpClient tcp, SslStream tls)
    {
        _tcp = tcp;
        _tls = tls;
    }

    public static (string Name, string Value)[] Get { get; } = [(":method", "GET"), (":scheme", "https"), (":authority", "a.example"), (":path", "/")];

    public static (string Name, string Value)[] Post { get; } = [(":method", "POST"), (":scheme", "https"), (":authority", "a.example"), (":path", "/")];

    public static async Task<FrameClient> ConnectAsync(IPEndPoint server, bool greet = true)
    {
        var tcp = new TcpClient();
        await tcp.ConnectAsync(server);
        tcp.NoDelay = true;
        var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null,
        });
        var client = new FrameClient(tcp, tls);
        if (greet)
        {
            // No header table: answers then name their status literally or by the static table.
            await client.SendAsync((byte[])[.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(Settings, 0, 0, [0, 1, 0, 0, 0, 0])]);
        }

        return client;
    }

    public static byte[] Frame(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[9 + payload.Length];
        frame[0] = (byte)(payload.Length >> 16);
        frame[1] = (byte)(payload.Length >> 8);
        frame[2] = (byte)payload.Length;
        frame[3] = type;
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame.AsSpan(9));
        return frame;
    }

    /// <summary>A header block of literals, without table and without Huffman.</summary>
    public static byte[] Block(params IEnumerable<(string Name, string Value)> fields)
    {
        var block = new List<byte>();
        foreach (var (name, value) in fields)
        {
            block.Add(0);
            Add(block, name);
            Add(block, value);
        }

        return [.. block];
    }

    public static byte[] Request(int stream, bool end, params IEnumerable<(string Name, string Value)> fields) =>
        Frame(Headers, (byte)(EndHeaders | (end ? EndStream : 0)), stream, Block(fields));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await _tls.WriteAsync(bytes);
        await _tls.FlushAsync();
    }

    /// <summary>The next frame, or null when the connection has ended.</summary>
    public async Task<(byte Type, byte Flags, int Stream, byte[] Payload)?> ReadAsync()
    {
        try
        {
            var head = new byte[9];
            await _tls.ReadExactlyAsync(head);
            var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
            await _tls.ReadExactlyAsync(payload);
            return (head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)) & int.MaxValue, payload);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// What became of a stream: its status, "RST …", "GOAWAY …" or "closed". A PING is sent behind the request where the answer
    /// might be none: "ignored" when it comes back first. Past the answer, only what becomes of the connection counts.
    /// </summary>
    public async Task<string> OutcomeAsync(int stream, bool ping = false, bool pastAnswer = false)
    {
        if (ping)
        {
            await SendAsync(Frame(Ping, 0, 0, "outcome?"u8));
        }

        while (await ReadAsync() is { } frame)
        {
            switch (frame.Type)
            {
                case Headers when frame.Stream == stream && !pastAnswer:
                    return Status(frame.Payload);
                case RstStream when frame.Stream == stream:
                    return "RST " + Error(frame.Payload);
                case GoAway when BinaryPrimitives.ReadInt32BigEndian(frame.Payload.AsSpan(4)) != 0:
                    return "GOAWAY " + Error(frame.Payload.AsSpan(4));
                case Ping when frame.Flags == Ack && frame.Payload.AsSpan().SequenceEqual("outcome?"u8):
                    return "ignored";
                default:
                    break;
            }
        }

        return "closed";
    }

    /// <summary>The status that a block of an answer begins with.</summary>
    public static string Status(ReadOnlySpan<byte> block)
    {
        while ((block[0] & 0xE0) == 0x20)
        {
            block = block[1..];
        }

        return block[0] >= 0x80
            ? (block[0] - 0x80) switch { 8 => "200", 9 => "204", 10 => "206", 11 => "304", 12 => "400", 13 => "404", 14 => "500", _ => "?" }
            : Encoding.ASCII.GetString(block.Slice(2, block[1]));
    }

    public async ValueTask DisposeAsync()
    {
        await _tls.DisposeAsync();
        _tcp.Dispose();
    }

    private static string Error(ReadOnlySpan<byte> code)
    {
        var number = BinaryPrimitives.ReadInt32BigEndian(code);
        return number < Errors.Length ? Errors[number] : "?";
    }

    private static void Add(List<byte> block, string text)
    {
        // RFC 7541 §5.1: a length in a prefix of 7 bits.
        if (text.Length < 127)
        {
            block.Add((byte)text.Length);
        }
        else
        {
            block.Add(127);
            var rest = text.Length - 127;
            for (; rest >= 128; rest >>= 7)
            {
                block.Add((byte)((rest & 127) | 128));
            }

            block.Add((byte)rest);
        }

        block.AddRange(Encoding.Latin1.GetBytes(text));
    }
}
