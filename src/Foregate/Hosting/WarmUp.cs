// SPDX-License-Identifier: Apache-2.0
using System.Net.Sockets;
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
internal static class WarmUp
{
    // A proper request, one that no API answers, and one on a route of its own.
    private static ReadOnlyMemory<byte> Requests { get; } = (
        "GET /_aws/execute-api/none/none/ HTTP/1.1\r\nHost: localhost\r\nUser-Agent: warm-up\r\nAccept: */*\r\n\r\n"u8.ToArray());

    private static ReadOnlySpan<byte> Api => """
        {"openapi":"3.0.3","info":{"title":"warm","version":"1"},"paths":{"/{id}":{"get":{
        "parameters":[{"name":"id","in":"path","required":true}],"responses":{"200":{"description":""}},
        "x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":"{\"statusCode\": 200}"},"responses":{"default":{"statusCode":"200"}}}}}}}
        """u8;

    /// <summary>Completes when it is warm. A warm-up that fails is no reason not to serve.</summary>
    public static async Task RunAsync(ForegateOptions options)
    {
        try
        {
            var import = OpenApiDocument.Import(Api.ToArray(), "warm-up.json", new ImportOptions(), new Account { AccountId = options.AccountId, Region = options.Region }, TimeProvider.System);
            using var gateway = new Gateway(GatewaySettings.From(options, []), NullLogger<Gateway>.Instance);
            new Publisher(gateway).Publish(import.Account!);
            await using var server = new DataPlaneServer(gateway, new DoorOptions { Listeners = [ListenerAddress.Parse("http://127.0.0.1:0")] }, null);
            await server.StartAsync();
            var route = System.Text.Encoding.ASCII.GetBytes($"GET /_aws/execute-api/{import.ApiId}/{import.StageName}/1 HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nConnection: close\r\n\r\n");
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(server.Addresses[0].Address!, server.Addresses[0].Port);
            await socket.SendAsync(Requests);
            await socket.SendAsync(route);
            var buffer = new byte[4096];
            while (await socket.ReceiveAsync(buffer) > 0)
            {
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // No loopback to warm up on: the first requests will do it.
        }
    }
}
