// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text.Json.Nodes;
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Tests.Arrive;
using Foregate.DataPlane.Tests.Upstream.Backends;
using Foregate.DataPlane.Upstream.Functions.Remote;
using Foregate.Definitions.ApiGateway;
using Foregate.Standards.SignatureV4;
using Microsoft.Extensions.Logging.Abstractions;

namespace Foregate.DataPlane.Tests.Pipeline;

/// <summary>A REST API with a function behind a Lambda endpoint: from a client's socket to the endpoint's and back.</summary>
public sealed class RemoteFunctionApiTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_request_becomes_an_event_and_the_result_the_answer(int version)
    {
        JsonNode? seen = null;
        await using var endpoint = new ScriptedBackEnd(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                seen = JsonNode.Parse(request.Body);
                const string Result = """{"statusCode":201,"headers":{"X-Made":"yes"},"body":"{\"id\":7}"}""";
                await connection.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: {Result.Length}\r\n\r\n{Result}");
            }
        });
        using var gateway = Gateway(endpoint.Port);
        await using var doors = await DoorHost.StartAsync(gateway.Handler);
        using var client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null },
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://{doors.Https}/_aws/execute-api/rest123456/prod/pets/7?a=1&a=2")
        {
            Version = new Version(version, version == 1 ? 1 : 0), VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("yes", response.Headers.GetValues("X-Made").Single());
        Assert.Equal("{\"id\":7}", await response.Content.ReadAsStringAsync());
        Assert.Equal("/pets/7", (string?)seen!["path"]);
        Assert.Equal("7", (string?)seen["pathParameters"]!["petId"]);
        Assert.Equal("[\"1\",\"2\"]", seen["multiValueQueryStringParameters"]!["a"]!.ToJsonString());
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nX-Amz-Function-Error: Unhandled\r\nContent-Length: 2\r\n\r\n{}", 502)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnull", 502)]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", 500)]
    [InlineData("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", 502)]
    public async Task What_is_no_answer_is_the_gateways_own(string answer, int status)
    {
        await using var endpoint = ScriptedBackEnd.Always(answer);
        using var gateway = Gateway(endpoint.Port);
        await using var doors = await DoorHost.StartAsync(gateway.Handler);
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri($"http://{doors.Http}/_aws/execute-api/rest123456/prod/pets/7"));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("{\"message\":\"Internal server error\"}", (await response.Content.ReadAsStringAsync()).Replace(": ", ":", StringComparison.Ordinal));
    }

    private static Gateway Gateway(int port)
    {
        var gateway = new Gateway(new GatewayOptions(), NullLogger.Instance, new RemoteFunctionOptions
        {
            Endpoint = new Uri($"http://127.0.0.1:{port}"), Region = "us-east-1", Credentials = new AwsCredentials("AKID", "secret"),
        });
        var (snapshot, faults) = gateway.Compile(GivenAccount.Rest(method: GivenAccount.Get with
        {
            MethodIntegration = new Integration
            {
                Type = IntegrationType.AwsProxy,
                HttpMethod = "POST",
                Uri = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:pets/invocations",
            },
        }));
        Assert.Empty(faults);
        gateway.Swap(snapshot!);
        return gateway;
    }
}
