// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Sockets;
using System.Text;

// The least that speaks the Runtime API: asks, and answers what it was given, on one connection. For measuring what its host costs.
// dotnet publish bench/native-echo -c Release -o FOLDER
using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
socket.Connect(IPEndPoint.Parse(Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")!));
var buffer = new byte[1024 * 1024];
var next = "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: runtime\r\n\r\n"u8.ToArray();
while (true)
{
    socket.Send(next);
    var (length, body) = Receive();
    var id = Encoding.ASCII.GetString(Value(buffer.AsSpan(0, body), "Lambda-Runtime-Aws-Request-Id: "u8));
    var head = Encoding.ASCII.GetBytes($"POST /2018-06-01/runtime/invocation/{id}/response HTTP/1.1\r\nHost: runtime\r\nContent-Length: {length - body}\r\n\r\n");
    socket.Send([head, new ArraySegment<byte>(buffer, body, length - body)]);
    Receive();
}

(int Length, int Body) Receive()
{
    var length = 0;
    while (true)
    {
        var read = socket.Receive(buffer.AsSpan(length));
        if (read == 0)
        {
            Environment.Exit(0);
        }

        length += read;
        var end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
        if (end >= 0 && length >= end + 4 + int.Parse(Value(buffer.AsSpan(0, end + 2), "Content-Length: "u8), null))
        {
            return (length, end + 4);
        }
    }
}

static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
{
    var rest = head[(head.IndexOf(name) + name.Length)..];
    return rest[..rest.IndexOf("\r\n"u8)];
}
