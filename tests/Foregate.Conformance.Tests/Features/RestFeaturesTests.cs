// SPDX-License-Identifier: Apache-2.0
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Foregate.Conformance.Tests.Running;
using Foregate.Tests.Running;

namespace Foregate.Conformance.Tests.Features;

/// <summary>
/// One REST API that uses all of what REST APIs have, said in each of the ways there are: an OpenAPI document, a CloudFormation template, a SAM template, a stack that is deployed by
/// calls, and calls of API Gateway's own operations. Whichever way it was said, it does the same.
/// </summary>
public sealed class RestFeaturesTests : IAsyncDisposable
{
    private const string Balancer = "arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/net/inner/1";
    private const string Key = "ann-0123456789-0123456789";

    private readonly Folder _folder = new();
    private readonly HttpClient _client = new();
    private Backend? _backend;
    private ForegateProcess? _gateway;

    [Fact]
    public async Task A_document_says_it()
    {
        await StartAsync("shop.openapi.yaml");
        await CheckAsync(_gateway!.Invoke.ToString(), Key, "Too Many Requests");
    }

    [Fact]
    public async Task A_template_says_it()
    {
        await StartAsync("shop.template.yaml", "--parameter", "Backend=" + await BackendAsync());
        await CheckAsync(_gateway!.Invoke.ToString(), Key, "Too Many Requests");
    }

    [Fact]
    public async Task A_SAM_template_says_it()
    {
        await StartAsync("shop.sam.yaml", "--parameter", "Backend=" + await BackendAsync());

        // The plan's own throttle: SAM has no word for one of a single method.
        var key = Regex.Match(_gateway!.Output, @"Key\s+(\S+)\s+\(").Groups[1].Value;
        await CheckAsync(_gateway.Invoke.ToString(), key, "Too Many Requests", isMethodThrottle: false);
    }

    [Fact]
    public async Task SAM_says_it_of_the_events_of_a_function()
    {
        Tool.Named("python3");
        _folder.Write("app.py", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Features", "events.py")));
        await StartAsync("events.sam.yaml");
        var shop = _gateway!.Invoke.ToString().TrimEnd('/');
        var key = Regex.Match(_gateway.Output, @"Key\s+(\S+)\s+\(").Groups[1].Value;
        Assert.Equal("""403 {"message":"Forbidden"}""", await GetAsync(shop + "/items?q=1"));
        Assert.Equal("""400 {"message":"Missing required request parameters: [q]"}""", await GetAsync(shop + "/items", key));

        // The third is kept by its q, which the event says is a key of the cache.
        Assert.Equal("200 1 new True", await GetAsync(shop + "/items?q=1", key));
        Assert.Equal("200 2 new True", await GetAsync(shop + "/items?q=2", key));
        Assert.Equal("200 1 new True", await GetAsync(shop + "/items?q=1&r=2", key));
        Assert.Equal("""429 {"message":"Limit Exceeded"}""", await GetAsync(shop + "/items?q=1", key));
        Assert.Equal("""422 {"why": "Invalid request body"}""", await PostAsync(shop + "/items", "{}"));
        Assert.Equal("200 3 new True", await PostAsync(shop + "/items", """{"name": "a"}"""));
    }

    [Fact]
    public async Task A_stack_that_is_deployed_says_it()
    {
        await StartAsync(null);
        Copy("shop.template.yaml");
        var (code, output) = await ForegateProcess.RunAsync(
            _folder.Path, "deploy", "shop.template.yaml", "--stack", "shop", "--parameter", "Backend=" + await BackendAsync(), "--management", _gateway!.Management.ToString(), "--yes");
        Assert.True(code == 0, output);
        await CheckAsync(Invoke(Regex.Match(output, @"Api\s*=\s*(\S+)").Groups[1].Value), Key, "Too Many Requests");
    }

    [Fact]
    public async Task Calls_say_it()
    {
        var python = Tool.Named("python3");
        Assert.SkipWhen((await python.RunAsync(["-c", "import boto3"])).Code != 0, "boto3 is not installed.");
        await StartAsync(null);
        var document = Copy("shop.openapi.yaml");
        var made = await python.RunAsync(
            [Path.Combine(AppContext.BaseDirectory, "Features", "shop.py"), _gateway!.Management.ToString().TrimEnd('/'), document, await BackendAsync(), "us-east-1"],
            environment: new Dictionary<string, string> { ["AWS_EC2_METADATA_DISABLED"] = "true", ["AWS_CONFIG_FILE"] = _folder["none"], ["AWS_SHARED_CREDENTIALS_FILE"] = _folder["none"] });
        await CheckAsync(Invoke(made.Succeeded().Text.Trim()), Key, "Too Many Requests");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        if (_backend is not null)
        {
            await _backend.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task<string> BackendAsync() => (_backend ??= await Backend.StartAsync()).Authority;

    private async Task StartAsync(string? document, params string[] more)
    {
        var backend = await BackendAsync();
        if (document is not null)
        {
            Copy(document);
        }

        _gateway = await ForegateProcess.ServedAsync(
            _folder.Path,
            [
                .. document is null ? (string[])[] : [document],
                "--management", "http://127.0.0.1:0", "--drain", "0", "--access-log", "access.log", "--execution-log", "execution.log", "--vpc-link", $"{Balancer}={backend}", "--vpc-link", $"link01={backend}", .. more,
            ]);
    }

    private string Copy(string file) => _folder.Write(file, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Features", file)).Replace("BACKEND", _backend!.Authority, StringComparison.Ordinal));

    private string Invoke(string api) => $"http://{_gateway!.Invoke.Authority}/_aws/execute-api/{api}/prod";

    private async Task CheckAsync(string shop, string key, string refusal, bool isMethodThrottle = true)
    {
        shop = shop.TrimEnd('/');
        await CheckMappingAsync(shop);
        await CheckValidationAsync(shop);
        await CheckPassedAsync(shop);
        await CheckPlanAsync(shop, key, refusal, isMethodThrottle);
        var held = await _client.GetStringAsync(new Uri(_gateway!.Management, "/_foregate/held"));
        Assert.Equal(
            ["Traces are not written yet.", "The quota is counted in memory: a restart counts it from nothing. Serve with --data DIR to keep what was used."],
            JsonDocument.Parse(held).RootElement.EnumerateArray().Select(static item => item.GetProperty("message").GetString()).OrderDescending());
        var metrics = await _client.GetStringAsync(new Uri(_gateway.Management, "/metrics"));
        Assert.Matches(@"foregate_rest_method_count_total\{[^}]*resource=""/pets""[^}]*\} 4", metrics);
        await _gateway.StopAsync();
        Assert.Contains("canary=true status=422", await File.ReadAllTextAsync(_folder["access.log"]), StringComparison.Ordinal);
        var log = await File.ReadAllTextAsync(_folder["execution.log"]);
        Assert.Matches(@"""group"":""API-Gateway-Execution-Logs_[a-z0-9]+/prod/Canary"",""text"":""\([0-9a-f-]+\) Method completed with status: 422""", log);
    }

    // Templates, parameters, variables of the canary, and which integration response answers.
    private async Task CheckMappingAsync(string shop)
    {
        using var root = await _client.GetAsync(new Uri(shop + "/"));
        Assert.Equal("""{"release": "new", "canary": "true"}""", await root.Content.ReadAsStringAsync());
        Assert.Equal("new", root.Headers.GetValues("X-Release").Single());
        Assert.Equal("200 status 200", await GetAsync(shop + "/statuses/200"));
        Assert.Equal("""404 {"none": true}""", await GetAsync(shop + "/statuses/418"));
    }

    private async Task CheckValidationAsync(string shop)
    {
        Assert.Equal("""400 {"message":"Missing required request parameters: [kind]"}""", await PostAsync(shop + "/pets", "{}"));
        Assert.Equal(
            """422 {"why": "Invalid request body", "what": "[object has missing required properties (["name"])]"}""", await PostAsync(shop + "/pets?kind=dog", """{"age": 3}"""));
        Assert.Equal("""201 {"body": "{\"n\": \"Rex\"}", "kind": "dog", "method": "PUT"}""", await PostAsync(shop + "/pets?kind=dog", """{"name": "Rex"}"""));
    }

    // What passes as it is: bytes, a stream through a VPC link, and what is compressed on its way.
    private async Task CheckPassedAsync(string shop)
    {
        var bytes = Content.Bytes(3000);
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("image/png");
        using var hashed = await _client.PostAsync(new Uri(shop + "/hash"), content);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), await hashed.Content.ReadAsStringAsync());

        // The stage allows it one.
        using var again = await _client.PostAsync(new Uri(shop + "/hash"), new StringContent("x"));
        Assert.Equal(HttpStatusCode.TooManyRequests, again.StatusCode);

        using var linked = await _client.GetAsync(new Uri(shop + "/linked"));
        Assert.Equal(Content.Bytes(50_000), await linked.Content.ReadAsByteArrayAsync());
        using var asking = new HttpRequestMessage(HttpMethod.Post, new Uri(shop + "/pets?kind=dog"))
        {
            Headers = { { "Accept-Encoding", "gzip" } },
            Content = new StringContent($$"""{"name": "{{new string('x', 200)}}"}""", Encoding.UTF8, "application/json"),
        };
        using var compressed = await _client.SendAsync(asking);
        Assert.Equal("gzip", compressed.Content.Headers.ContentEncoding.Single());
        await using var gzip = new GZipStream(await compressed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        Assert.Equal("dog", (await JsonDocument.ParseAsync(gzip)).RootElement.GetProperty("kind").GetString());
    }

    private async Task CheckPlanAsync(string shop, string key, string refusal, bool isMethodThrottle)
    {
        Assert.Equal("""403 {"message":"Forbidden"}""", await GetAsync(shop + "/pets/1"));
        var asked = _backend!.Asked;
        var first = await GetAsync(shop + "/pets/1?v=1", key);
        Assert.Contains("/echo/1", first, StringComparison.Ordinal);
        Assert.Equal(first, await GetAsync(shop + "/pets/1?v=1", key));
        Assert.Equal(asked + 1, _backend.Asked);
        Assert.StartsWith("200", await GetAsync(shop + "/pets/1?v=2", key), StringComparison.Ordinal);
        Assert.Equal(asked + 2, _backend.Asked);
        Assert.Equal($$"""429 {"message":"{{refusal}}"}""", await GetAsync(shop + "/pets/1?v=1", key));
        if (isMethodThrottle)
        {
            // The fourth of the month, and the fifth.
            Assert.Equal("200 ", await GetAsync(shop + "/keyed", key));
            Assert.Equal("""429 {"message":"Limit Exceeded"}""", await GetAsync(shop + "/keyed", key));
        }
    }

    private async Task<string> GetAsync(string address, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (key is not null)
        {
            request.Headers.Add("x-api-key", key);
        }

        using var answer = await _client.SendAsync(request);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }

    private async Task<string> PostAsync(string address, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _client.PostAsync(new Uri(address), content);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }
}
