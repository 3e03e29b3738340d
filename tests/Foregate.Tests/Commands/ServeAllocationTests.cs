// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Foregate.Tests.Running;

namespace Foregate.Tests.Commands;

/// <summary>
/// What a proxied request costs the heap of the whole program, from the client's socket to the back end's and back: counted by the
/// runtime of the served process, so that client and back end may be anything.
/// </summary>
public sealed class ServeAllocationTests : IDisposable
{
    private const int Requests = 5_000;
    private const string Key = "0123456789abcdefghij";

#if DEBUG
    // The state of an async method is an object of its own in an unoptimized build.
    private const double Limit = 1_000;
#else
    // Timers and the reading of the counter itself allocate a little in any process. One object of the smallest size in every sixth request is more.
    private const double Limit = 4;
#endif

    private readonly Folder _folder = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("REST", false)]
    [InlineData("REST", true)]
    [InlineData("HTTP", false)]
    [InlineData("HTTP", true)]
    public async Task A_proxied_request_with_varying_headers_allocates_nothing(string kind, bool isLogged)
    {
        using var backend = new RawBackend(Answers());
        _folder.Write("api.yaml", kind == "REST" ? Rest(backend.Url) : Http(backend.Url));
        // Not beside the document: each write would be a change in its folder, to be looked at.
        var log = isLogged ? Path.Combine(Directory.CreateDirectory(_folder["logs"]).FullName, "access.log") : "off";
        await using var gateway = await ForegateProcess.ServeAsync(_folder.Path, "api.yaml", "--access-log", log);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, gateway.Invoke.Port);
        var requests = Asked(gateway.Invoke.AbsolutePath);

        // Tiers settle and pools fill in the first rounds. The median of the others: what a request allocates under some circumstances only,
        // for example when its client's socket and its back end's are served by different threads, lasts for whole rounds.
        var perRequest = new List<double>();
        for (var round = 0; round < 7; round++)
        {
            var first = await AllocatedAsync(gateway);
            var before = await AllocatedAsync(gateway);
            await AskAsync(client, requests);
            var after = await AllocatedAsync(gateway);
            perRequest.Add((after - before - (before - first)) / Requests);
        }

        TestContext.Current.SendDiagnosticMessage($"{kind} API{(isLogged ? ", logged" : "")}: {string.Join(", ", perRequest.Select(bytes => bytes.ToString("0.0", CultureInfo.InvariantCulture)))} bytes per request");
        Assert.Equal(1, backend.Connections);
        Assert.InRange(perRequest.Skip(2).Order().ElementAt(2), double.MinValue, Limit);
    }

    private static string Rest(string backend) => $$"""
        openapi: 3.0.3
        info: { title: Pets, version: "1" }
        components: { securitySchemes: { k: { type: apiKey, name: x-api-key, in: header } } }
        x-foregate-stage: { stageName: prod, methodSettings: { "*/*": { throttlingRateLimit: 1000000, throttlingBurstLimit: 1000000 } } }
        x-foregate-usage-plan: { name: p, apiKeys: [ { name: p, value: {{Key}}, enabled: true } ] }
        paths:
          /pets/{petId}:
            x-amazon-apigateway-any-method:
              security: [ { k: [] } ]
              parameters: [ { name: petId, in: path, required: true, schema: { type: string } } ]
              responses: { "200": { description: ok } }
              x-amazon-apigateway-integration:
                type: http_proxy
                httpMethod: ANY
                uri: {{backend}}/animals/{id}
                requestParameters: { integration.request.path.id: method.request.path.petId }
        """;

    private static string Http(string backend) => $$"""
        openapi: 3.0.3
        info: { title: Pets, version: "1" }
        x-amazon-apigateway-importexport-version: "1.0"
        x-foregate-stage: { stageName: prod, defaultRouteSettings: { throttlingRateLimit: 1000000, throttlingBurstLimit: 1000000 } }
        paths:
          /pets/{petId}:
            x-amazon-apigateway-any-method:
              parameters: [ { name: petId, in: path, required: true, schema: { type: string } } ]
              responses: { "200": { description: ok } }
              x-amazon-apigateway-integration:
                type: http_proxy
                httpMethod: ANY
                payloadFormatVersion: "1.0"
                uri: {{backend}}/animals/{petId}
                requestParameters: { 'append:header.x-pet': $request.path.petId, 'overwrite:querystring.seen': $request.header.x-v0 }
        """;

    private static string[] Answers() =>
    [
        .. Enumerable.Range(0, 17).Select(n =>
        {
            var body = new string('b', n * 97);
            var more = string.Concat(Enumerable.Range(0, n % 7).Select(i => $"X-Answer-{n * i}: {new string('v', (n * i) % 41)}\r\n"));
            return $"HTTP/1.1 {(n % 5 == 0 ? 404 : 200)} X\r\nServer: raw\r\nContent-Type: text/plain\r\n{more}"
                + (n % 3 == 1 ? $"Transfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n{body}\r\n0\r\n\r\n" : $"Content-Length: {body.Length}\r\n\r\n{body}");
        }),
    ];

    /// <summary>Requests in which everything varies that may: method, path, query, the headers' number, names and values, and the body.</summary>
    private static byte[][] Asked(string stage)
    {
        var random = new Random(20);
        return
        [
            .. Enumerable.Range(0, 257).Select(n =>
            {
                var body = n % 4 == 3 ? new string('d', random.Next(1, 2_000)) : "";
                var headers = new StringBuilder();
                for (var i = 0; i < random.Next(24); i++)
                {
                    headers.Append(CultureInfo.InvariantCulture, $"X-{(char)('a' + random.Next(26))}{i * n}: {new string('v', random.Next(60))}\r\n");
                }

                return Encoding.ASCII.GetBytes(
                    $"{(body.Length > 0 ? "POST" : "GET")} {stage}/pets/{random.Next()}?a={random.Next()}&b{random.Next(9)}=%20c HTTP/1.1\r\nHost: localhost:{random.Next(9_999)}\r\n"
                    + $"User-Agent: test/{random.Next()}\r\nx-api-key: {Key}\r\nX-V0: {random.Next()}\r\n{headers}"
                    + (body.Length > 0 ? $"Content-Type: text/plain\r\nContent-Length: {body.Length}\r\n\r\n{body}" : "\r\n"));
            }),
        ];
    }

    private static async Task AskAsync(Socket client, byte[][] requests)
    {
        var buffer = new byte[64 * 1024];
        for (var i = 0; i < Requests; i++)
        {
            await client.SendAsync(requests[i % requests.Length]);
            var filled = 0;
            do
            {
                var read = await client.ReceiveAsync(buffer.AsMemory(filled));
                Assert.NotEqual(0, read);
                filled += read;
            }
            while (!IsWhole(buffer.AsSpan(0, filled)));
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = answer[..(end + 2)];
        if (head.IndexOf("Server: raw"u8) < 0)
        {
            Assert.Fail("Not the back end's answer: " + Encoding.Latin1.GetString(answer));
        }

        var at = head.IndexOf("Content-Length: "u8);
        return at < 0
            ? answer.EndsWith("\r\n0\r\n\r\n"u8)
            : answer.Length == end + 4 + int.Parse(head[(at + 16)..][..head[(at + 16)..].IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
    }

    private async Task<double> AllocatedAsync(ForegateProcess gateway)
    {
        var metrics = await _http.GetStringAsync(new Uri(gateway.Management, "/metrics"));
        return double.Parse(Regex.Match(metrics, @"(?m)^dotnet_gc_allocated_bytes_total (\S+)").Groups[1].Value, CultureInfo.InvariantCulture);
    }
}
