// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Text.RegularExpressions;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Importing;
using Foregate.ControlPlane.Publish;
using Foregate.DataPlane.Arrive.Listeners;
using Foregate.DataPlane.Pipeline;
using Foregate.Definitions;
using Foregate.Hosting.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Foregate.Hosting;

/// <summary>
/// Takes a few requests through doors of its own before the real ones open: code is compiled, pools are filled, and a process that is
/// short of descriptors later has everything loaded that accepting needs.
/// </summary>
internal static partial class WarmUp
{
    private static ReadOnlySpan<byte> Api => """
        {"openapi":"3.0.3","info":{"title":"warm","version":"1"},"paths":{"/{id}":{"get":{
        "parameters":[{"name":"id","in":"path","required":true}],"responses":{"200":{"description":""}},
        "x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":"{\"statusCode\": 200}"},"responses":{"default":{"statusCode":"200"}}}}}}}
        """u8;

    /// <summary>Completes when it is warm, with the statuses of the answers. A warm-up that fails is no reason not to serve.</summary>
    public static async Task<IReadOnlyList<int>> RunAsync(ForegateOptions options)
    {
        var answers = new List<int>();
        try
        {
            var import = OpenApiDocument.Import(Api.ToArray(), "warm-up.json", new ImportOptions(), new Account { AccountId = options.AccountId, Region = options.Region }, TimeProvider.System);
            using var gateway = new Gateway(GatewaySettings.From(options, []), NullLogger<Gateway>.Instance);
            new Publisher(gateway).Publish(import.Account!);
            // TLS costs as much again: only where it will be spoken.
            var isTls = options.Listeners.Any(listener => listener.IsTls);
            string[] listeners = isTls ? ["http://127.0.0.1:0", "https://127.0.0.1:0"] : ["http://127.0.0.1:0"];
            await using var server = new DataPlaneServer(gateway, new DoorOptions { Listeners = [.. listeners.Select(ListenerAddress.Parse)] }, null);
            await server.StartAsync();
            var path = $"/_aws/execute-api/{import.ApiId}/{import.StageName}/1";
            answers.AddRange(Statuses(await AskAsync(server.Addresses[0], null, Encoding.ASCII.GetBytes(
                "GET /_aws/execute-api/none/none/ HTTP/1.1\r\nHost: localhost\r\nUser-Agent: warm-up\r\nAccept: */*\r\n\r\n"
                + $"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))));
            if (isTls)
            {
                answers.AddRange(Statuses(await AskAsync(
                    server.Addresses[1], SslApplicationProtocol.Http11, Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))));
                // HEADERS that end the stream, and :status 200 by the static table.
                if ((await AskAsync(server.Addresses[1], SslApplicationProtocol.Http2, Http2Request(path))).Contains("\u0001\u0005\0\0\0\u0001\u0088", StringComparison.Ordinal))
                {
                    answers.Add(200);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or AuthenticationException)
        {
            // No loopback to warm up on: the first requests will do it.
        }

        return answers;
    }

    private static IEnumerable<int> Statuses(string answers) =>
        Status().Matches(answers).Select(match => int.Parse(match.ValueSpan[9..], CultureInfo.InvariantCulture));

    /// <summary>Sends a request to one of the doors and reads what it answers until it closes.</summary>
    private static async Task<string> AskAsync(ListenerAddress door, SslApplicationProtocol? protocol, byte[] request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(door.Address!, door.Port);
        await using Stream stream = protocol is { } spoken ? await SecureAsync(client.GetStream(), spoken) : client.GetStream();
        await stream.WriteAsync(request);
        if (protocol == SslApplicationProtocol.Http2)
        {
            // The end of a connection is not said in the request: the door sees that nothing more comes.
            client.Client.Shutdown(SocketShutdown.Send);
        }

        var answer = new StringBuilder();
        var buffer = new byte[4096];
        for (int read; (read = await stream.ReadAsync(buffer)) > 0;)
        {
            answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return answer.ToString();
    }

    private static async Task<Stream> SecureAsync(Stream stream, SslApplicationProtocol protocol)
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ApplicationProtocols = [protocol],
            // Our own door with a certificate made a moment ago: nothing is told to it.
            RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null,
        });
        return tls;
    }

    /// <summary>A connection of HTTP/2 with one GET (RFC 9113 §3.4, §6.2).</summary>
    private static byte[] Http2Request(string path) =>
    [
        .. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8,
        0, 0, 0, 4, 0, 0, 0, 0, 0,
        // :method GET, :scheme https, :authority and :path literally (RFC 7541 §6).
        0, 0, (byte)(15 + path.Length), 1, 5, 0, 0, 0, 1,
        0x82, 0x87, 0x01, 9, .. "localhost"u8, 0x04, (byte)path.Length, .. Encoding.ASCII.GetBytes(path),
    ];

    [GeneratedRegex(@"HTTP/1\.1 \d{3}", RegexOptions.CultureInvariant)]
    private static partial Regex Status();
}
