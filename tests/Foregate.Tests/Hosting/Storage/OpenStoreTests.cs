// SPDX-License-Identifier: Apache-2.0
using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Foregate.Tests.Running;

namespace Foregate.Tests.Hosting.Storage;

/// <summary>The program with a data directory: what calls made is there after a start, who may call, and what happens when the store is not as it should be.</summary>
public sealed class OpenStoreTests : IDisposable
{
    private readonly Folder _folder = new();
    private readonly HttpClient _client = new();

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Without_a_directory_what_calls_make_is_served_and_the_gateway_says_that_nothing_is_kept()
    {
        await using var gateway = await ForegateProcess.ServedAsync(_folder.Path, "--management", "http://127.0.0.1:0");
        Assert.Contains("Nothing is kept", gateway.Output, StringComparison.Ordinal);
        var api = await new SignedCalls(_client, gateway.Management).MakeApiAsync("pets", "meow");
        Assert.Equal("meow", await GetAsync(gateway, api));
        Assert.Equal(HttpStatusCode.Forbidden, (await _client.GetAsync(Address(gateway, "none"), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task What_calls_made_is_served_after_a_start_with_its_API_keys_and_the_access_key_is_shown_once()
    {
        string api, key, id, secret;
        await using (var gateway = await ForegateProcess.ServeStoreAsync(_folder.Path))
        {
            Assert.Contains("no API yet", gateway.Output, StringComparison.Ordinal);
            var shown = Regex.Match(gateway.Output, @"Access\s+(AKIA[A-Z2-7]{16}) (\S{40}) ");
            Assert.True(shown.Success, gateway.Output);
            (id, secret) = (shown.Groups[1].Value, shown.Groups[2].Value);
            var calls = new SignedCalls(_client, gateway.Management, id, secret);
            api = await calls.MakeApiAsync("pets", "meow", needsKey: true);
            key = (await calls.CallAsync("POST", "/apikeys", """{"name": "k", "enabled": true}""", HttpStatusCode.Created)).GetProperty("id").GetString()!;
            var plan = (await calls.CallAsync("POST", "/usageplans", $$"""{"name": "p", "apiStages": [{"apiId": "{{api}}", "stage": "v1"}]}""", HttpStatusCode.Created)).GetProperty("id").GetString();
            await calls.CallAsync("POST", $"/usageplans/{plan}/keys", $$"""{"keyId": "{{key}}", "keyType": "API_KEY"}""", HttpStatusCode.Created);
            await gateway.StopAsync();
        }

        await using var again = await ForegateProcess.ServeStoreAsync(_folder.Path);
        Assert.DoesNotContain("Access", again.Output, StringComparison.Ordinal);
        Assert.Contains($"pets (REST API {api}, stage v1) of 000000000000 in us-east-1", again.Output, StringComparison.Ordinal);
        var value = (await new SignedCalls(_client, again.Management, id, secret).CallAsync("GET", $"/apikeys/{key}?includeValue=true")).GetProperty("value").GetString()!;
        Assert.Equal(HttpStatusCode.Forbidden, (await _client.GetAsync(Address(again, api), TestContext.Current.CancellationToken)).StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(again, api)) { Headers = { { "x-api-key", value } } };
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("meow", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain(secret, await File.ReadAllTextAsync(Directory.GetFiles(_folder["data/audit"]).Single(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api.yaml")]
    [InlineData("template.yaml")]
    public async Task A_document_stays_one_beside_what_calls_made_however_often_it_is_started_with(string document)
    {
        _folder.Write("api.yaml", SmallDocuments.Keyed);
        _folder.Write("template.yaml", SmallDocuments.KeyedTemplate);
        string? made = null, documents = null, key = null;
        for (var start = 0; start < 3; start++)
        {
            await using var gateway = await ForegateProcess.ServeAsync(_folder.Path, document, "--data", "data", "--drain", "0");
            var calls = new SignedCalls(_client, gateway.Management);
            made ??= await calls.MakeApiAsync("made", "by calls");
            Assert.Equal("by calls", await GetAsync(gateway, made));
            var apis = (await calls.CallAsync("GET", "/restapis")).GetProperty("item").EnumerateArray().Select(api => api.GetProperty("id").GetString()!).ToList();
            Assert.Equal(2, apis.Count);
            documents ??= apis.Single(id => id != made);
            Assert.Contains(documents, apis);
            var keys = (await calls.CallAsync("GET", "/apikeys?includeValues=true")).GetProperty("item");
            Assert.Equal(1, keys.GetArrayLength());
            key ??= keys[0].GetProperty("value").GetString();
            Assert.Equal(key, keys[0].GetProperty("value").GetString());
            Assert.Equal(start == 0, gateway.Output.Contains("generated, shown once", StringComparison.Ordinal) && gateway.Output.Contains($"  Key     {key}", StringComparison.Ordinal));
            Assert.Equal(1, (await calls.CallAsync("GET", "/usageplans")).GetProperty("item").GetArrayLength());
            await gateway.StopAsync();
        }

        // Without the document everything stays as it was last; with another one, that takes its place.
        await using (var gateway = await ForegateProcess.ServeStoreAsync(_folder.Path))
        {
            Assert.Equal("by calls", await GetAsync(gateway, made!));
            Assert.Equal(HttpStatusCode.Forbidden, (await _client.GetAsync(new Uri($"http://{gateway.Invoke.Authority}/_aws/execute-api/{documents}/prod/hello"), TestContext.Current.CancellationToken)).StatusCode);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{gateway.Invoke.Authority}/_aws/execute-api/{documents}/prod/hello")) { Headers = { { "x-api-key", key } } };
            using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            await gateway.StopAsync();
        }

        _folder.Write("other.yaml", SmallDocuments.Hello("hi").Replace("title: Hello", "title: Other", StringComparison.Ordinal));
        await using var other = await ForegateProcess.ServeAsync(_folder.Path, "other.yaml", "--data", "data");
        Assert.Equal(["Other", "made"], (await new SignedCalls(_client, other.Management).CallAsync("GET", "/restapis")).GetProperty("item").EnumerateArray().Select(api => api.GetProperty("name").GetString()!).Order());
        Assert.Equal("by calls", await GetAsync(other, made!));
    }

    [Fact]
    public async Task The_key_id_of_twelve_digits_chooses_an_account_and_every_account_and_region_is_served()
    {
        await using var gateway = await ForegateProcess.ServeStoreAsync(_folder.Path);
        var own = new SignedCalls(_client, gateway.Management);
        var other = new SignedCalls(_client, gateway.Management, "111122223333");
        var elsewhere = new SignedCalls(_client, gateway.Management, "111122223333", region: "eu-west-1");
        var apis = new[] { await own.MakeApiAsync("own", "own"), await other.MakeApiAsync("other", "other"), await elsewhere.MakeApiAsync("elsewhere", "elsewhere", more: """, "tags": {"_custom_id_": "chosen"}""") };
        Assert.Equal("chosen", apis[2]);
        string[] said = ["own", "other", "elsewhere"];
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(said[i], await GetAsync(gateway, apis[i]));
        }

        Assert.Equal("own", (await own.CallAsync("GET", "/restapis")).GetProperty("item")[0].GetProperty("name").GetString());
        await own.CallAsync("DELETE", $"/restapis/{apis[1]}", null, HttpStatusCode.NotFound);
        await own.CallAsync("POST", "/restapis", """{"name": "x", "tags": {"_custom_id_": "chosen"}}""", HttpStatusCode.Conflict);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, "chosen.execute-api.eu-west-1.amazonaws.com"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(gateway, "chosen.execute-api.us-east-1.amazonaws.com"));
    }

    [Fact]
    public async Task Functions_of_one_name_in_two_accounts_are_two_also_after_a_start_and_nobody_calls_anothers()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3") || File.Exists("/usr/local/bin/python3"), "python3 is not here.");
        string[] accounts = ["000000000000", "111122223333"];
        var apis = new string[3];
        await using (var gateway = await ForegateProcess.ServeStoreAsync(_folder.Path))
        {
            foreach (var account in accounts)
            {
                await new SignedCalls(_client, gateway.Management, account, service: "lambda").CallAsync(
                    "POST", "/2015-03-31/functions", $$$"""{"FunctionName": "f", "Runtime": "python3.13", "Handler": "index.handler", "Role": "arn:aws:iam::{{{account}}}:role/r", "Code": {"ZipFile": "{{{Zipped(account)}}}"}}""", HttpStatusCode.Created);
            }

            apis[0] = await MakeProxyAsync(gateway, accounts[0], $"arn:aws:lambda:us-east-1:{accounts[0]}:function:f");
            apis[1] = await MakeProxyAsync(gateway, accounts[1], $"arn:aws:lambda:us-east-1:{accounts[1]}:function:f");
            apis[2] = await MakeProxyAsync(gateway, accounts[1], $"arn:aws:lambda:us-east-1:{accounts[0]}:function:f");
            await AnswersAsync(gateway);
            await gateway.StopAsync();
        }

        await using var again = await ForegateProcess.ServeStoreAsync(_folder.Path);
        await AnswersAsync(again);

        async Task AnswersAsync(ForegateProcess gateway)
        {
            for (var i = 0; i < 2; i++)
            {
                Assert.Equal($"{accounts[i]} arn:aws:lambda:us-east-1:{accounts[i]}:function:f", await _client.GetStringAsync(new Uri($"http://{gateway.Invoke.Authority}/_aws/execute-api/{apis[i]}/"), TestContext.Current.CancellationToken));
            }

            using var none = await _client.GetAsync(new Uri($"http://{gateway.Invoke.Authority}/_aws/execute-api/{apis[2]}/"), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.InternalServerError, none.StatusCode);
        }
    }

    [Fact]
    public async Task Development_keys_can_be_switched_off_and_are_never_good_beyond_loopback()
    {
        string id, secret;
        await using (var gateway = await ForegateProcess.ServeStoreAsync(_folder.Path, "--no-development-keys"))
        {
            Assert.DoesNotContain("AWS_ACCESS_KEY_ID=test", gateway.Output, StringComparison.Ordinal);
            var shown = Regex.Match(gateway.Output, @"Access\s+(\S+) (\S+) ");
            (id, secret) = (shown.Groups[1].Value, shown.Groups[2].Value);
            await new SignedCalls(_client, gateway.Management).CallAsync("GET", "/restapis", null, HttpStatusCode.Forbidden);
            await new SignedCalls(_client, gateway.Management, "000000000000").CallAsync("GET", "/restapis", null, HttpStatusCode.Forbidden);
            await new SignedCalls(_client, gateway.Management, id, secret).CallAsync("GET", "/restapis");
            await gateway.StopAsync();
        }

        await using (var open = await ForegateProcess.ServedAsync(_folder.Path, "--data", "data", "--drain", "0", "--management", "http://0.0.0.0:0"))
        {
            var management = new Uri($"http://127.0.0.1:{open.Management.Port}");
            await new SignedCalls(_client, management).CallAsync("GET", "/restapis", null, HttpStatusCode.Forbidden);
            await new SignedCalls(_client, management, id, secret).CallAsync("GET", "/restapis");
            await open.StopAsync();
        }

        await using var unkept = await ForegateProcess.ServedAsync(_folder.Path, "--management", "http://0.0.0.0:0");
        using var answer = await new SignedCalls(_client, new Uri($"http://127.0.0.1:{unkept.Management.Port}")).SendAsync("GET", "/restapis");
        Assert.Contains("--data DIR", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_store_is_served_from_its_last_good_snapshot_and_refuses_changes()
    {
        string api;
        await using (var gateway = await ForegateProcess.ServeStoreAsync(_folder.Path))
        {
            api = await new SignedCalls(_client, gateway.Management).MakeApiAsync("pets", "meow");
            await gateway.StopAsync();
        }

        File.WriteAllBytes(_folder["data/foregate.db"], new byte[20_000]);
        _folder.Write("api.yaml", SmallDocuments.Hello("hi"));
        foreach (var words in (string[][])[["--data", "data"], ["api.yaml", "--data", "data"]])
        {
            await using var broken = await ForegateProcess.ServedAsync(_folder.Path, ["--drain", "0", "--management", "http://127.0.0.1:0", .. words]);
            Assert.Contains("The last good snapshot is served", broken.Output, StringComparison.Ordinal);
            Assert.Equal("meow", await GetAsync(broken, api));
            var calls = new SignedCalls(_client, broken.Management);
            Assert.Equal(1, (await calls.CallAsync("GET", "/restapis")).GetProperty("item").GetArrayLength());
            Assert.Contains("takes no changes", (await calls.CallAsync("POST", "/restapis", """{"name": "x"}""", HttpStatusCode.ServiceUnavailable)).GetProperty("message").GetString(), StringComparison.Ordinal);
            Assert.Equal(words.Length > 2, broken.Output.Contains("error FG309: What api.yaml says could not be stored", StringComparison.Ordinal));
            await broken.StopAsync();
        }

        File.Delete(_folder["data/last-good.snapshot"]);
        var (code, output) = await ForegateProcess.RunAsync(_folder.Path, "serve", "--data", "data", "--management", "http://127.0.0.1:0", "--listen", "http://127.0.0.1:0");
        Assert.Equal(4, code);
        Assert.StartsWith("error FG306: The store in data cannot be used: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_master_key_of_the_environment_takes_the_place_of_the_file_and_another_is_refused()
    {
        string[] words = ["serve", "--data", "data", "--management", "http://127.0.0.1:0", "--listen", "http://127.0.0.1:0", "--drain", "0"];
        var key = Convert.ToBase64String(new byte[32]);
        await using (var gateway = ForegateProcess.Start(_folder.Path, [("FOREGATE_MASTER_KEY", key)], words))
        {
            await gateway.LineAsync("Ctrl\\+C drains");
            Assert.False(File.Exists(_folder["data/master.key"]));
            await using var second = ForegateProcess.Start(_folder.Path, [("FOREGATE_MASTER_KEY", key)], words);
            Assert.Equal(4, await second.ExitAsync());
            Assert.Contains("error FG306: The store in data cannot be used: Another process uses the data directory", second.Output, StringComparison.Ordinal);
            await gateway.StopAsync();
        }

        var (code, output) = await ForegateProcess.RunAsync(_folder.Path, words);
        Assert.Equal(4, code);
        Assert.Contains("master.key is missing", output, StringComparison.Ordinal);
        await using var wrong = ForegateProcess.Start(_folder.Path, [("FOREGATE_MASTER_KEY", new string('a', 64))], words);
        Assert.Equal(4, await wrong.ExitAsync());
        Assert.Contains("is encrypted under master key", wrong.Output, StringComparison.Ordinal);
    }

    // An archive with a function that says so, and by which ARN it was called.
    private static string Zipped(string says)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        using (var file = new StreamWriter(zip.CreateEntry("index.py").Open()))
        {
            file.Write($"def handler(event, context):\n    return {{'statusCode': 200, 'body': '{says} ' + context.invoked_function_arn}}\n");
        }

        return Convert.ToBase64String(bytes.ToArray());
    }

    private async Task<string> MakeProxyAsync(ForegateProcess gateway, string account, string function)
    {
        var calls = new SignedCalls(_client, gateway.Management, account);
        var api = (await calls.CallAsync("POST", "/v2/apis", """{"name": "proxy", "protocolType": "HTTP"}""", HttpStatusCode.Created)).GetProperty("apiId").GetString()!;
        var integration = (await calls.CallAsync("POST", $"/v2/apis/{api}/integrations", $$"""{"integrationType": "AWS_PROXY", "integrationUri": "{{function}}", "payloadFormatVersion": "2.0"}""", HttpStatusCode.Created)).GetProperty("integrationId").GetString();
        await calls.CallAsync("POST", $"/v2/apis/{api}/routes", $$"""{"routeKey": "$default", "target": "integrations/{{integration}}"}""", HttpStatusCode.Created);
        await calls.CallAsync("POST", $"/v2/apis/{api}/stages", """{"stageName": "$default", "autoDeploy": true}""", HttpStatusCode.Created);
        return api;
    }

    private static Uri Address(ForegateProcess gateway, string api) => new($"http://{gateway.Invoke.Authority}/_aws/execute-api/{api}/v1/");

    private Task<string> GetAsync(ForegateProcess gateway, string api) => _client.GetStringAsync(Address(gateway, api), TestContext.Current.CancellationToken);

    private async Task<HttpStatusCode> StatusAsync(ForegateProcess gateway, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{gateway.Invoke.Authority}/v1/")) { Headers = { Host = host } };
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
