// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Foregate.Conformance.Tests.Running;
using Foregate.Tests.Running;

namespace Foregate.Conformance.Tests.Services;

/// <summary>
/// REST APIs before a DynamoDB, a Kinesis and an S3 that others wrote (dynalite, kinesalite, s3rver), as AWS's own tutorials put them: by templates, with the keys of roles.
/// </summary>
public sealed class AwsServicesTests : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly Folder _folder = new();
    private Process? _services;
    private ForegateProcess? _gateway;
    private HttpClient _client = null!;

    [Fact]
    public async Task Tables_streams_and_objects_are_reached_through_templates_and_roles()
    {
        await StartAsync(objectKey: "S3RVER");
        await DynamoDbAsync();
        await KinesisAsync();
        await ObjectsAsync();
    }

    [Fact]
    public async Task A_role_whose_key_the_service_does_not_know_is_refused_by_the_service()
    {
        await StartAsync(objectKey: "ANOTHER");
        using var refused = await _client.PutAsync(new Uri("pictures/cat.png", UriKind.Relative), Content("cat"u8.ToArray(), "image/png"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        if (_services is not null)
        {
            _services.StandardInput.Close();
            await _services.WaitForExitAsync();
            _services.Dispose();
        }

        _folder.Dispose();
    }

    private async Task DynamoDbAsync()
    {
        await AnswersAsync(200, HttpMethod.Post, "tables", """
            {"TableName":"orders","AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
             "ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":5}}
            """);
        const string Order = """{"id":"o1","customer":"Jo O'Neil","lines":[{"sku":"a","count":2},{"sku":"b","count":1}]}""";
        await BecomesAsync(201, HttpMethod.Post, "orders", Order);
        Assert.Equal("""{"error": "ConditionalCheckFailedException"}""", await AnswersAsync(400, HttpMethod.Post, "orders", Order));
        Assert.Equal("""[{"id":"o1","lines":[{"sku":"a","count":2},{"sku":"b","count":1}]}]""", await AnswersAsync(200, HttpMethod.Get, "orders?customer=Jo+O%27Neil"));
        Assert.Equal("[]", await AnswersAsync(200, HttpMethod.Get, "orders?customer=none"));
    }

    private async Task KinesisAsync()
    {
        await AnswersAsync(200, HttpMethod.Post, "streams/clicks", "{}");
        using var streams = JsonDocument.Parse(await AnswersAsync(200, HttpMethod.Get, "streams"));
        Assert.Equal("clicks", streams.RootElement.GetProperty("StreamNames")[0].GetString());
        await BecomesAsync(200, HttpMethod.Put, "streams/clicks/record", """{"key":"k","data":"first"}""");
        using var record = JsonDocument.Parse(await AnswersAsync(200, HttpMethod.Put, "streams/clicks/record", """{"key":"k","data":{"page":"/"}}"""));
        Assert.StartsWith("shardId-", record.RootElement.GetProperty("ShardId").GetString(), StringComparison.Ordinal);
    }

    private async Task ObjectsAsync()
    {
        var picture = new byte[30_000];
        new Random(1).NextBytes(picture);
        using var put = await _client.PutAsync(new Uri("pictures/cat%20one.png", UriKind.Relative), Content(picture, "image/png"));
        Assert.Equal((HttpStatusCode.OK, true), (put.StatusCode, put.Headers.ETag is not null));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("pictures/cat%20one.png", UriKind.Relative));
        request.Headers.Accept.ParseAdd("image/png");
        using var got = await _client.SendAsync(request);
        Assert.Equal("image/png", got.Content.Headers.ContentType?.MediaType);
        Assert.Equal(picture, await got.Content.ReadAsByteArrayAsync());
        Assert.Equal("""{"message":"There is no such picture."}""", await AnswersAsync(404, HttpMethod.Get, "pictures/none.png"));
    }

    /// <summary>Asks until what was just made is there: tables and streams are made in their own time.</summary>
    private async Task BecomesAsync(int status, HttpMethod method, string path, string body)
    {
        using var patience = new CancellationTokenSource(ForegateProcess.Patience);
        while (true)
        {
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = Content(Encoding.UTF8.GetBytes(body), "application/json") };
            using var response = await _client.SendAsync(request, patience.Token);
            var text = await response.Content.ReadAsStringAsync(patience.Token);
            if (!text.Contains("ResourceNotFoundException", StringComparison.Ordinal))
            {
                Assert.True((int)response.StatusCode == status, $"{method} {path}: {(int)response.StatusCode} {text}");
                return;
            }
        }
    }

    private async Task<string> AnswersAsync(int status, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : Content(Encoding.UTF8.GetBytes(body), "application/json");
        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{method} {path}: {(int)response.StatusCode} {text}\n{_gateway!.Output}");
        return text.Trim();
    }

    private static ByteArrayContent Content(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return content;
    }

    private async Task StartAsync(string objectKey)
    {
        var (node, npm) = (Tool.Named("node"), Tool.Named("npm"));
        foreach (var name in new[] { "package.json", "services.mjs", "services.yaml" })
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Services", name), _folder[name]);
        }

        var installed = await npm.RunAsync(["install", "--no-audit", "--no-fund", "--loglevel=error"], folder: _folder.Path, patience: s_patience, isOnline: true);
        Assert.SkipUnless(installed.Code == 0, $"npm cannot install dynalite, kinesalite and s3rver: {installed.Error}");
        Assert.NotNull(node);
        _services = Process.Start(new ProcessStartInfo("node", ["services.mjs", _folder["objects"]])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        using var patience = new CancellationTokenSource(ForegateProcess.Patience);
        var ports = JsonDocument.Parse(await _services.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("The services have ended."));
        _folder.Write("credentials", $"[data]\naws_access_key_id = AKDATA\naws_secret_access_key = secret\n[objects]\naws_access_key_id = {objectKey}\naws_secret_access_key = S3RVER\n");
        (string, string)[] variables =
        [
            ("AWS_SHARED_CREDENTIALS_FILE", _folder["credentials"]),
            .. ports.RootElement.EnumerateObject().Select(static port => ("AWS_ENDPOINT_URL_" + port.Name, $"http://127.0.0.1:{port.Value}")),
        ];
        _gateway = ForegateProcess.Start(
            _folder.Path, variables, "serve", "services.yaml", "--listen", "http://127.0.0.1:0", "--management", "http://127.0.0.1:0",
            "--role-profile", "arn:aws:iam::000000000000:role/data=data", "--role-profile", "arn:aws:iam::000000000000:role/objects=objects");
        await _gateway.LineAsync("Ctrl\\+C drains");
        _client = new HttpClient { BaseAddress = new Uri(_gateway.Invoke + "/") };
    }
}
