// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text;
using System.Text.Json;
using Foregate.Standards.SignatureV4;
using Foregate.Tests.Running;

namespace Foregate.Tests.Hosting.Servers;

/// <summary>AWS's management APIs of a serving gateway, asked by signed requests.</summary>
public sealed class ManagementApiTests : IAsyncLifetime
{
    private static readonly RequestSigner s_signer = new(new AwsCredentials("test", "test", null), "us-east-1", "apigateway");

    private readonly Folder _folder = new();
    private readonly HttpClient _client = new();
    private ForegateProcess _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _folder.Write("api.yaml", SmallDocuments.Hello("hi"));
        _gateway = await ForegateProcess.ServeAsync(_folder.Path, "api.yaml");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_API_made_by_calls_is_served_and_stays_when_the_document_is_reloaded()
    {
        var api = (await CallAsync("POST", "/restapis", """{"name": "made"}""", HttpStatusCode.Created)).GetProperty("id").GetString()!;
        var root = (await CallAsync("GET", $"/restapis/{api}/resources")).GetProperty("item")[0].GetProperty("id").GetString();
        await CallAsync("PUT", $"/restapis/{api}/resources/{root}/methods/GET", """{"authorizationType": "NONE"}""", HttpStatusCode.Created);
        await CallAsync("PUT", $"/restapis/{api}/resources/{root}/methods/GET/integration", """{"type": "MOCK", "requestTemplates": {"application/json": "{\"statusCode\": 200}"}}""", HttpStatusCode.Created);
        await CallAsync("PUT", $"/restapis/{api}/resources/{root}/methods/GET/responses/200", "{}", HttpStatusCode.Created);
        await CallAsync("PUT", $"/restapis/{api}/resources/{root}/methods/GET/integration/responses/200", """{"responseTemplates": {"application/json": "made by calls"}}""", HttpStatusCode.Created);
        await CallAsync("POST", $"/restapis/{api}/deployments", """{"stageName": "v1"}""", HttpStatusCode.Created);
        var url = new Uri($"http://{_gateway.Invoke.Authority}/_aws/execute-api/{api}/v1/");
        Assert.Equal("made by calls", await _client.GetStringAsync(url, TestContext.Current.CancellationToken));

        var lines = _gateway.Lines;
        _folder.Replace("api.yaml", SmallDocuments.Hello("good evening"));
        await _gateway.LineAsync("^Reloaded", lines);
        Assert.Equal("made by calls", await _client.GetStringAsync(url, TestContext.Current.CancellationToken));
        Assert.Contains("good evening", await _client.GetStringAsync(new Uri(_gateway.Invoke + "/hello"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(2, (await CallAsync("GET", "/restapis")).GetProperty("item").GetArrayLength());
        await CallAsync("DELETE", $"/restapis/{api}", null, HttpStatusCode.Accepted);
        using var gone = await _client.GetAsync(url, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, gone.StatusCode);
    }

    [Fact]
    public async Task Who_does_not_sign_or_signs_wrongly_is_refused_and_nothing_is_made()
    {
        using var unsigned = await _client.PostAsync(new Uri(_gateway.Management, "/restapis"), new StringContent("""{"name": "x"}""", Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, unsigned.StatusCode);
        Assert.Equal("MissingAuthenticationTokenException", unsigned.Headers.GetValues("x-amzn-ErrorType").Single());
        using var wrong = await SendAsync(new RequestSigner(new AwsCredentials("test", "guess", null), "us-east-1", "apigateway"), "POST", "/restapis", """{"name": "x"}""");
        Assert.Equal("InvalidSignatureException", wrong.Headers.GetValues("x-amzn-ErrorType").Single());
        using var unknown = await SendAsync(new RequestSigner(new AwsCredentials("210987654321", "test", null), "us-east-1", "apigateway"), "POST", "/restapis", """{"name": "x"}""");
        Assert.Equal(HttpStatusCode.Forbidden, unknown.StatusCode);
        using var page = await SendAsync(s_signer, "POST", "/restapis", """{"name": "x"}""", ("Origin", "http://page.example"));
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Equal(1, (await CallAsync("GET", "/restapis")).GetProperty("item").GetArrayLength());
    }

    [Fact]
    public async Task What_cannot_be_served_is_refused_and_changes_nothing()
    {
        var api = (await CallAsync("POST", "/restapis", """{"name": "made"}""", HttpStatusCode.Created)).GetProperty("id").GetString()!;
        await CallAsync("POST", $"/restapis/{api}/deployments", """{"stageName": "v1"}""", HttpStatusCode.BadRequest);
        Assert.Equal(0, (await CallAsync("GET", $"/restapis/{api}/stages")).GetProperty("item").GetArrayLength());
        await CallAsync("GET", "/restapis/nope", null, HttpStatusCode.NotFound);
        await CallAsync("POST", "/restapis", "{", HttpStatusCode.BadRequest);
        await CallAsync("GET", "/v2/apis");
    }

    private async Task<JsonElement> CallAsync(string method, string path, string? body = null, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await SendAsync(s_signer, method, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(expected == answer.StatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    private async Task<HttpResponseMessage> SendAsync(RequestSigner signer, string method, string path, string? body, params (string Name, string Value)[] headers)
    {
        var now = TimeProvider.System.GetUtcNow();
        var bytes = Encoding.UTF8.GetBytes(body ?? "");
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_gateway.Management, path));
        var authorization = signer.Authorization(method, path, "", [new("host", _gateway.Management.Authority), new("x-amz-date", RequestSigner.Date(now))], bytes, now);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Headers.Add("x-amz-date", RequestSigner.Date(now));
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(bytes);
            request.Content.Headers.ContentType = new("application/json");
        }

        return await _client.SendAsync(request);
    }
}
