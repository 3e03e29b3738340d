// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Net.Http.Headers;
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Tests.Arrive;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;
using Microsoft.Extensions.Logging.Abstractions;

namespace Foregate.DataPlane.Tests.Pipeline.Mapped;

/// <summary>The whole gateway with a REST API of one method at /pets/{petId}, from a client's socket to what its integration asks.</summary>
internal sealed class MappedApi : IAsyncDisposable
{
    public const string Function = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:pets/invocations";

    private readonly DoorHost _doors;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    private MappedApi(Gateway gateway, DoorHost doors)
    {
        Gateway = gateway;
        _doors = doors;
    }

    public Gateway Gateway { get; }

    public static Task<MappedApi> StartAsync(Integration integration, params string[] declared) => StartAsync(integration, null, null, declared);

    /// <param name="function">Runs as "pets".</param>
    /// <param name="change">More of the account.</param>
    /// <param name="declared">Method responses: a status, or a status and headers, as in "200 ETag Date".</param>
    public static async Task<MappedApi> StartAsync(
        Integration integration, FunctionTarget? function, Func<Account, Account>? change, IEnumerable<string> declared, GatewayOptions? options = null, string[]? binary = null, string verb = "ANY")
    {
        options ??= Sample.Options;
        var gateway = new Gateway(options, NullLogger.Instance);
        if (function is not null)
        {
            gateway.Ledgers.Of(FunctionDirectory.Make).Set(FunctionName.Parse("pets")!, function);
        }

        var method = new Method { HttpMethod = verb, MethodIntegration = integration, MethodResponses = Declared(declared) };
        var account = GivenAccount.Rest(method: method);
        if (binary is not null)
        {
            var api = account.RestApis["rest123456"];
            var deployment = api.Deployments["dep001"];
            deployment = deployment with { Snapshot = deployment.Snapshot with { BinaryMediaTypes = [.. binary] } };
            account = account with { RestApis = account.RestApis.SetItem("rest123456", api with { Deployments = api.Deployments.SetItem("dep001", deployment) }) };
        }

        var (snapshot, faults) = gateway.Compile(change?.Invoke(account) ?? account);
        Assert.Empty(faults);
        Assert.Empty(snapshot!.Held);
        gateway.Swap(snapshot);
        return new MappedApi(gateway, await DoorHost.StartAsync(gateway.Handler, options));
    }

    public static ImmutableSortedDictionary<string, string> Map(params (string Key, string Value)[] entries) =>
        OrdinalMap.Empty<string>().AddRange(entries.Select(static entry => KeyValuePair.Create(entry.Key, entry.Value)));

    public static ImmutableSortedDictionary<string, IntegrationResponse> Responses(params IntegrationResponse[] responses) =>
        OrdinalMap.Empty<IntegrationResponse>().AddRange(responses.Select(static response => KeyValuePair.Create(response.StatusCode, response)));

    public static IntegrationResponse Response(string status = "200", string? pattern = null, params (string Key, string Value)[] templates) =>
        new() { StatusCode = status, SelectionPattern = pattern, ResponseTemplates = Map(templates) };

    /// <param name="target">Below the stage.</param>
    /// <param name="headers">Name and value.</param>
    public async Task<(int Status, HttpResponseHeaders Headers, byte[] Body, string? ContentType)> SendAsync(
        string verb, string target, byte[]? body = null, string? contentType = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), $"http://{_doors.Http}/_aws/execute-api/rest123456/prod{target}");
        request.Content = body is null ? null : new ByteArrayContent(body);
        if (contentType is not null)
        {
            request.Content!.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _client.SendAsync(request);
        return ((int)response.StatusCode, response.Headers, await response.Content.ReadAsByteArrayAsync(), response.Content.Headers.ContentType?.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _doors.DisposeAsync();
        Gateway.Dispose();
    }

    private static ImmutableSortedDictionary<string, MethodResponse> Declared(IEnumerable<string> declared)
    {
        var responses = OrdinalMap.Empty<MethodResponse>();
        foreach (var line in declared.DefaultIfEmpty("200"))
        {
            var words = line.Split(' ');
            responses = responses.Add(words[0], new MethodResponse
            {
                StatusCode = words[0],
                ResponseParameters = OrdinalMap.Empty<bool>().AddRange(words.Skip(1).Select(static name => KeyValuePair.Create("method.response.header." + name, true))),
            });
        }

        return responses;
    }
}
