// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Foregate.DataPlane.Tests.Arrive.Http1;

/// <summary>nginx as a reverse proxy with default strictness, before a back end that says 200 to everything.</summary>
internal sealed class NginxProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _directory;
    private readonly TcpListener _backEnd;
    private readonly Task _serving;

    private NginxProcess(Process process, string directory, TcpListener backEnd, Task serving, int port, string version)
    {
        _process = process;
        _directory = directory;
        _backEnd = backEnd;
        _serving = serving;
        EndPoint = new IPEndPoint(IPAddress.Loopback, port);
        Version = version;
    }

    public IPEndPoint EndPoint { get; }

    public string Version { get; }

    /// <summary>Null where there is no nginx.</summary>
    public static async Task<NginxProcess?> StartAsync()
    {
        var program = ((string[])["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx"]).FirstOrDefault(File.Exists);
        if (program is null)
        {
            return null;
        }

        var backEnd = new TcpListener(IPAddress.Loopback, 0);
        backEnd.Start();
        var serving = ServeAsync(backEnd);
        // A port that was free a moment ago: nginx cannot be asked which it took.
        var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();

        var directory = Directory.CreateTempSubdirectory("foregate-nginx-").FullName;
        await File.WriteAllTextAsync(Path.Combine(directory, "nginx.conf"), $$"""
            daemon off;
            master_process off;
            pid nginx.pid;
            error_log stderr crit;
            events { }
            http {
              access_log off;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              client_max_body_size 10m;
              large_client_header_buffers 4 16k;
              server {
                listen 127.0.0.1:{{port}};
                location / { proxy_pass http://127.0.0.1:{{((IPEndPoint)backEnd.LocalEndpoint).Port}}; }
              }
            }
            """);
        var process = Process.Start(new ProcessStartInfo(program, ["-p", directory, "-c", "nginx.conf", "-e", "stderr"]) { RedirectStandardError = true })!;
        _ = process.StandardError.ReadToEndAsync();
        var nginx = new NginxProcess(process, directory, backEnd, serving, port, await VersionAsync(program));
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(nginx.EndPoint);
                return nginx;
            }
            catch (SocketException) when (attempt < 200 && !process.HasExited)
            {
                await Task.Delay(25);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _backEnd.Stop();
        await _serving;
        Directory.Delete(_directory, recursive: true);
    }

    private static async Task<string> VersionAsync(string program)
    {
        using var process = Process.Start(new ProcessStartInfo(program, ["-v"]) { RedirectStandardError = true })!;
        var line = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return line[(line.IndexOf('/', StringComparison.Ordinal) + 1)..].Trim();
    }

    private static async Task ServeAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (SocketException)
        {
            // Stopped.
        }
    }

    private static async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            var received = new StringBuilder();
            var buffer = new byte[64 * 1024];
            try
            {
                while (!IsWhole(received.ToString()))
                {
                    var count = await stream.ReadAsync(buffer);
                    if (count == 0)
                    {
                        return;
                    }

                    received.Append(Encoding.Latin1.GetString(buffer, 0, count));
                }

                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"u8.ToArray());
            }
            catch (IOException)
            {
                // nginx gave up on it.
            }
        }
    }

    private static bool IsWhole(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        const string Name = "\r\nContent-Length: ";
        var at = request.IndexOf(Name, 0, end, StringComparison.OrdinalIgnoreCase);
        return at < 0 || request.Length >= end + 4 + int.Parse(request.AsSpan(at + Name.Length, request.IndexOf('\r', at + 2) - at - Name.Length), null);
    }
}
