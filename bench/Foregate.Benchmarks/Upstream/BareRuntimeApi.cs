// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Foregate.Benchmarks.Upstream;

/// <summary>
/// The floor: a blocking loop over one socket that gives a process the same event again and again and takes its answers, and does nothing else.
/// </summary>
internal static class BareRuntimeApi
{
    private static readonly byte[] s_accepted = "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"status\":\"OK\"}"u8.ToArray();

    /// <summary>Microseconds of this process's time per invocation.</summary>
    public static double Measure(ProcessStartInfo start, byte[] payload, int invocations)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = $"127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}";
        using var process = Process.Start(start)!;
        try
        {
            using var socket = listener.Accept();
            socket.NoDelay = true;
            var id = Guid.NewGuid();
            byte[] next =
            [
                .. System.Text.Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: {id}\r\nLambda-Runtime-Deadline-Ms: 4102444800000\r\n" +
                    $"Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:000000000000:function:f\r\nContent-Length: {payload.Length}\r\n\r\n"),
                .. payload,
            ];
            var buffer = new byte[1024 * 1024];
            Loop(socket, next, buffer, Math.Max(1, invocations / 10));
            var before = Cpu();
            Loop(socket, next, buffer, invocations);
            return (Cpu() - before) / invocations;
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    /// <summary>Microseconds that this process has used; what its children use is theirs.</summary>
    public static double Cpu()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime.TotalMicroseconds;
    }

    private static void Loop(Socket socket, byte[] next, byte[] buffer, int invocations)
    {
        for (var i = 0; i < invocations; i++)
        {
            Receive(socket, buffer);
            socket.Send(next);
            Receive(socket, buffer);
            socket.Send(s_accepted);
        }
    }

    private static void Receive(Socket socket, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            length += socket.Receive(buffer.AsSpan(length));
            var end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                continue;
            }

            var head = buffer.AsSpan(0, end + 2);
            var at = head.IndexOf("Content-Length: "u8);
            var body = at < 0 ? 0 : int.Parse(head[(at + 16)..][..head[(at + 16)..].IndexOf("\r\n"u8)], System.Globalization.CultureInfo.InvariantCulture);
            if (length >= end + 4 + body)
            {
                return;
            }
        }
    }
}
