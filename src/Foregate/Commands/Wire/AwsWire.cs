// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Foregate.Standards.SignatureV4;

namespace Foregate.Commands.Wire;

/// <summary>Asks a gateway's management APIs as AWS's own tools do: signed, page by page.</summary>
/// <param name="client">Its base address is the management listener.</param>
internal sealed class AwsWire(HttpClient client, AwsCredentials credentials, string region, TimeProvider clock)
{
    /// <summary>The answer to a question; throws <see cref="AwsRefusalException"/> when it is none.</summary>
    public async Task<JsonElement> GetAsync(string target) => JsonElement.Parse(await BytesAsync(target, "application/json"));

    /// <summary>All pages of a list of the first interface.</summary>
    public Task<List<JsonElement>> AllAsync(string target) => PagesAsync(target, "item", "position", "position");

    /// <summary>All pages of a list of the second interface.</summary>
    public Task<List<JsonElement>> AllV2Async(string target) => PagesAsync(target, "items", "nextToken", "nextToken");

    /// <summary>All functions, as Lambda tells of them.</summary>
    public Task<List<JsonElement>> FunctionsAsync() => PagesAsync("/2015-03-31/functions", "Functions", "NextMarker", "Marker");

    /// <summary>The body of an answer as it is.</summary>
    /// <param name="target">Path and query, percent-encoded.</param>
    public async Task<byte[]> BytesAsync(string target, string accept)
    {
        var service = target.StartsWith("/2015-03-31/functions", StringComparison.Ordinal) ? "lambda" : "apigateway";
        using var response = await SendAsync(HttpMethod.Get, target, service, [], "", accept);
        var body = await response.Content.ReadAsByteArrayAsync();
        return response.IsSuccessStatusCode ? body : throw new AwsRefusalException((int)response.StatusCode, Code(response), Message(body));
    }

    /// <summary>Any signed request, whatever the answer.</summary>
    /// <param name="contentType">Empty for a request without a body.</param>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string target, string service, byte[] body, string contentType, string accept = "*/*")
    {
        var signer = new RequestSigner(credentials, region, service);
        var address = new Uri(client.BaseAddress!, target);
        var now = clock.GetUtcNow();
        using var request = new HttpRequestMessage(method, address);
        var headers = new List<KeyValuePair<string, string>> { new("host", address.Authority), new("x-amz-date", RequestSigner.Date(now)) };
        if (service == "s3")
        {
            headers.Add(new("x-amz-content-sha256", Convert.ToHexStringLower(SHA256.HashData(body))));
            request.Headers.Add("x-amz-content-sha256", headers[^1].Value);
        }

        request.Headers.Host = address.Authority;
        request.Headers.Add("x-amz-date", RequestSigner.Date(now));
        request.Headers.Accept.ParseAdd(accept);
        if (credentials.SessionToken is { } token)
        {
            request.Headers.Add("x-amz-security-token", token);
        }

        if (contentType.Length > 0)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        request.Headers.TryAddWithoutValidation("authorization", signer.Authorization(method.Method, address.AbsolutePath, address.Query.TrimStart('?'), headers, body, now));
        return await client.SendAsync(request);
    }

    /// <summary>The region whose things are asked for.</summary>
    public string Region => region;

    private async Task<List<JsonElement>> PagesAsync(string target, string list, string next, string parameter)
    {
        var all = new List<JsonElement>();
        for (string? position = null; ;)
        {
            var size = list switch { "item" => "limit=500", "items" => "maxResults=500", _ => "MaxItems=50" };
            var page = await GetAsync($"{target}{(target.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{size}"
                + (position is null ? "" : string.Create(CultureInfo.InvariantCulture, $"&{parameter}={Uri.EscapeDataString(position)}")));
            if (page.TryGetProperty(list, out var items))
            {
                all.AddRange(items.EnumerateArray());
            }

            position = page.TryGetProperty(next, out var more) ? more.GetString() : null;
            if (string.IsNullOrEmpty(position))
            {
                return all;
            }
        }
    }

    private static string Code(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-amzn-ErrorType", out var types) ? types.First().Split(':')[0] : "";

    private static string Message(byte[] body)
    {
        try
        {
            var root = JsonElement.Parse(body);
            return root.TryGetProperty("message", out var message) || root.TryGetProperty("Message", out message) ? message.GetString() ?? "" : "";
        }
        catch (JsonException)
        {
            return System.Text.Encoding.UTF8.GetString(body).Trim();
        }
    }
}
