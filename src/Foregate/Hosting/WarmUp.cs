// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.Publish;
using Foregate.DataPlane.Arrive.Listeners;
using Foregate.DataPlane.Pipeline;
using Foregate.Definitions;
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
        var answers = "";
        try
        {
            var import = OpenApiDocument.Import(Api.ToArray(), "warm-up.json", new ImportOptions(), new Account { AccountId = options.AccountId, Region = options.Region }, TimeProvider.System);
            using var gateway = new Gateway(GatewaySettings.From(options, []), NullLogger<Gateway>.Instance);
            new Publisher(gateway).Publish(import.Account!);
            await using var server = new DataPlaneServer(gateway, new DoorOptions { Listeners = [ListenerAddress.Parse("http://127.0.0.1:0")] }, null);
            await server.StartAsync();
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(server.Addresses[0].Address!, server.Addresses[0].Port);
            await socket.SendAsync(Encoding.ASCII.GetBytes(
                "GET /_aws/execute-api/none/none/ HTTP/1.1\r\nHost: localhost\r\nUser-Agent: warm-up\r\nAccept: */*\r\n\r\n"
                + $"GET /_aws/execute-api/{import.ApiId}/{import.StageName}/1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
            var buffer = new byte[4096];
            for (int read; (read = await socket.ReceiveAsync(buffer)) > 0;)
            {
                answers += Encoding.Latin1.GetString(buffer, 0, read);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // No loopback to warm up on: the first requests will do it.
        }

        return [.. Status().Matches(answers).Select(match => int.Parse(match.ValueSpan[9..], CultureInfo.InvariantCulture))];
    }

    [GeneratedRegex(@"HTTP/1\.1 \d{3}", RegexOptions.CultureInvariant)]
    private static partial Regex Status();
}
