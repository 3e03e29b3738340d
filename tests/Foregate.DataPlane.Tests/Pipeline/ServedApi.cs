// SPDX-License-Identifier: Apache-2.0
using System.Net;
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Tests.Arrive;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;
using Microsoft.Extensions.Logging.Abstractions;

namespace Foregate.DataPlane.Tests.Pipeline;

/// <summary>One REST API behind the real doors, and clients of it.</summary>
internal sealed class ServedApi : IAsyncDisposable
{
    private readonly DoorHost _doors;

    private ServedApi(Gateway gateway, DoorHost doors)
    {
        Gateway = gateway;
        _doors = doors;
    }

    public Gateway Gateway { get; }

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public IPEndPoint Address => _doors.Http;

    public static async Task<ServedApi> StartAsync(RestApi api, GatewayOptions? options = null)
    {
        var gateway = new Gateway(options ?? new GatewayOptions(), NullLogger.Instance);
        var served = new ServedApi(gateway, await DoorHost.StartAsync(gateway.Handler, options));
        served.Serve(api);
        return served;
    }

    public void Serve(RestApi api)
    {
        var (snapshot, faults) = Gateway.Compile(GivenAccount.Empty with { RestApis = OrdinalMap.Empty<RestApi>().Add(api.Id, api) });
        Assert.Empty(faults);
        Gateway.Swap(snapshot!);
    }

    /// <param name="path">Below the stage "prod".</param>
    public Uri Uri(string path) => new($"http://{_doors.Http}/_aws/execute-api/rest123456/prod{path}");

    public async Task<HttpResponseMessage> SendAsync(string method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Uri(path));
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await Client.SendAsync(request);
    }

    public async Task<string> TextAsync(string path, params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync("GET", path, headers);
        return await response.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _doors.DisposeAsync();
        Gateway.Dispose();
    }
}
