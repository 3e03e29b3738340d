// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text;
using System.Text.Json;
using Foregate.Standards.SignatureV4;

namespace Foregate.Tests.Running;

/// <summary>Calls of AWS's management APIs of a running gateway, signed with one key for one region.</summary>
internal sealed class SignedCalls(HttpClient client, Uri management, string id = "test", string secret = "test", string region = "us-east-1", string service = "apigateway")
{
    private readonly RequestSigner _signer = new(new AwsCredentials(id, secret, null), region, service);

    /// <summary>A REST API with GET / that says so, deployed to v1; its id.</summary>
    public async Task<string> MakeApiAsync(string name, string says, bool needsKey = false, string more = "")
    {
        var api = (await CallAsync("POST", "/restapis", $$"""{"name": "{{name}}"{{more}}}""", HttpStatusCode.Created)).GetProperty("id").GetString()!;
        var root = (await CallAsync("GET", $"/restapis/{api}/resources")).GetProperty("item")[0].GetProperty("id").GetString();
        await CallAsync("PUT", $"/restapis/{api}/resources/{root}/methods/GET", $$"""{"authorizationType": "NONE", "apiKeyRequired": {{(needsKey ? "true" : "false")}}}""", HttpStatusCode.Created);
        await CallAsync("PUT", $"/restapis/{api}/resources/{root}/methods/GET/integration", """{"type": "MOCK", "requestTemplates": {"application/json": "{\"statusCode\": 200}"}}""", HttpStatusCode.Created);
        await CallAsync("PUT", $"/restapis/{api}/resources/{root}/methods/GET/responses/200", "{}", HttpStatusCode.Created);
        await CallAsync("PUT", $"/restapis/{api}/resources/{root}/methods/GET/integration/responses/200", $$$"""{"responseTemplates": {"application/json": "{{{says}}}"}}""", HttpStatusCode.Created);
        await CallAsync("POST", $"/restapis/{api}/deployments", """{"stageName": "v1"}""", HttpStatusCode.Created);
        return api;
    }

    public async Task<JsonElement> CallAsync(string method, string path, string? body = null, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await SendAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(expected == answer.StatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    public async Task<HttpResponseMessage> SendAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        var now = TimeProvider.System.GetUtcNow();
        var bytes = Encoding.UTF8.GetBytes(body ?? "");
        var question = path.IndexOf('?', StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(management, path));
        var authorization = _signer.Authorization(
            method, question < 0 ? path : path[..question], question < 0 ? "" : path[(question + 1)..], [new("host", management.Authority), new("x-amz-date", RequestSigner.Date(now))], bytes, now);
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

        return await client.SendAsync(request);
    }
}
