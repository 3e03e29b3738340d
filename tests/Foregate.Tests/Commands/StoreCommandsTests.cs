// SPDX-License-Identifier: Apache-2.0
using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Foregate.Tests.Running;

namespace Foregate.Tests.Commands;

public sealed class StoreCommandsTests : IDisposable
{
    private readonly Folder _folder = new();
    private readonly HttpClient _client = new();

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_backup_of_a_running_gateway_is_restored_with_its_keys_and_refused_where_a_store_is()
    {
        string id, secret;
        await using (var gateway = await ForegateProcess.ServeStoreAsync(_folder.Path))
        {
            var shown = Regex.Match(gateway.Output, @"Access\s+(\S+) (\S+) ");
            (id, secret) = (shown.Groups[1].Value, shown.Groups[2].Value);
            await new SignedCalls(_client, gateway.Management).CallAsync("POST", "/restapis", """{"name": "before"}""", HttpStatusCode.Created);
            var (code, output) = await RunAsync("backup", "b.db", "--data", "data");
            Assert.True(code == 0, output);
            Assert.Matches(@"\Ab\.db has everything up to change \d+: \d+ bytes, SHA-256 [0-9a-f]{64}\. Its secrets need master key [0-9a-f]{16}, which is not in it\.\n\z", output);
            await new SignedCalls(_client, gateway.Management).CallAsync("POST", "/restapis", """{"name": "after"}""", HttpStatusCode.Created);
            await gateway.StopAsync();
        }

        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(_folder["b.db"]) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        await RefusedAsync("FG308", "is there already", "restore", "b.db", "--data", "data");
        var (restored, told) = await RunAsync("restore", "b.db", "--data", "other");
        Assert.Equal(0, restored);
        Assert.Contains("Before the start put master key", told, StringComparison.Ordinal);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(_folder["other"]) == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        File.Copy(_folder["data/master.key"], _folder["other/master.key"]);
        await using var again = await ForegateProcess.ServedAsync(_folder.Path, "--data", "other", "--drain", "0", "--no-development-keys", "--management", "http://127.0.0.1:0");
        var apis = (await new SignedCalls(_client, again.Management, id, secret).CallAsync("GET", "/restapis")).GetProperty("item");
        Assert.Equal("before", Assert.Single(apis.EnumerateArray()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task The_code_of_functions_and_what_lies_in_buckets_comes_back_in_another_directory()
    {
        byte[] zip;
        using (var packed = new MemoryStream())
        {
            using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            {
                using var code = new StreamWriter(archive.CreateEntry("index.js").Open());
                code.Write("exports.handler = async () => 'packed';");
            }

            zip = packed.ToArray();
        }

        var large = new byte[20_000_000];
        Random.Shared.NextBytes(large);
        string id, secret;
        await using (var gateway = await ForegateProcess.ServeStoreAsync(_folder.Path))
        {
            var shown = Regex.Match(gateway.Output, @"Access\s+(\S+) (\S+) ");
            (id, secret) = (shown.Groups[1].Value, shown.Groups[2].Value);
            await new SignedCalls(_client, gateway.Management, id, secret, service: "lambda").CallAsync(
                "POST", "/2015-03-31/functions",
                $$$"""{"FunctionName": "packed", "Runtime": "nodejs22.x", "Handler": "index.handler", "Role": "arn:aws:iam::123456789012:role/r", "Code": {"ZipFile": "{{{Convert.ToBase64String(zip)}}}"}}""", HttpStatusCode.Created);
            Directory.CreateDirectory(_folder["data/objects/buckets/b/objects"]);
            Directory.CreateDirectory(_folder["data/objects/content"]);
            File.WriteAllBytes(_folder["data/objects/content/c1"], large);
            File.WriteAllText(_folder["data/objects/buckets/b/bucket.json"], "{}");
            Assert.Equal(0, (await RunAsync("backup", "b.db", "--data", "data")).Code);
            await gateway.StopAsync();
        }

        Assert.Equal(0, (await RunAsync("restore", "b.db", "--data", "moved")).Code);
        Assert.Equal(large, File.ReadAllBytes(_folder["moved/objects/content/c1"]));
        Assert.Equal("{}", File.ReadAllText(_folder["moved/objects/buckets/b/bucket.json"]));
        Assert.Equal(Directory.GetFiles(_folder["data/code"]).Select(Path.GetFileName), Directory.GetFiles(_folder["moved/code"]).Select(Path.GetFileName));
        Assert.True(new FileInfo(_folder["moved/foregate.db"]).Length < large.Length, "The restored store still has the files in it.");
        File.Copy(_folder["data/master.key"], _folder["moved/master.key"]);
        Directory.Delete(_folder["data"], recursive: true);
        Directory.Delete(_folder["moved/objects"], recursive: true);
        await using var again = await ForegateProcess.ServedAsync(_folder.Path, "--data", "moved", "--drain", "0", "--no-development-keys", "--management", "http://127.0.0.1:0");
        var answer = await new SignedCalls(_client, again.Management, id, secret, service: "lambda").CallAsync("POST", "/2015-03-31/functions/packed/invocations", "{}");
        Assert.Equal("packed", answer.GetString());
    }

    [Fact]
    public async Task What_cannot_be_copied_is_refused_in_one_line()
    {
        await RefusedAsync("FG307", "There is no store in nowhere", "backup", "b.db", "--data", "nowhere");
        await RefusedAsync("FG308", "There is no file b.db", "restore", "b.db", "--data", "data");
        _folder.Write("b.db", "this is no database");
        await RefusedAsync("FG308", "b.db", "restore", "b.db", "--data", "data");
        Assert.False(File.Exists(_folder["data/foregate.db"]));
        await RefusedAsync("FG410", "There is no audit log in data", "audit", "verify", "--data", "data");
        await using (var gateway = await ForegateProcess.ServeStoreAsync(_folder.Path))
        {
            await gateway.StopAsync();
        }

        await RefusedAsync("FG307", "in the data directory itself", "backup", "data/b.db", "--data", "data");
        File.Delete(_folder["data/master.key"]);
        await RefusedAsync("FG307", "master.key is missing", "backup", "c.db", "--data", "data");
        Assert.False(File.Exists(_folder["c.db"]));
        Assert.Equal(2, (await RunAsync("backup", "b.db")).Code);
    }

    [Fact]
    public async Task The_audit_log_is_verified_and_the_first_line_that_was_changed_is_named()
    {
        await using (var gateway = await ForegateProcess.ServeStoreAsync(_folder.Path))
        {
            var calls = new SignedCalls(_client, gateway.Management);
            await calls.CallAsync("POST", "/restapis", """{"name": "one"}""", HttpStatusCode.Created);
            await calls.CallAsync("GET", "/restapis/none", null, HttpStatusCode.NotFound);
            using var page = await calls.SendAsync("GET", "/restapis", null, ("Origin", "http://page.example"));
            Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
            var (running, said) = await RunAsync("audit", "verify", "--data", "data");
            Assert.Equal(0, running);
            Assert.Matches(@"\AEntries 1 to 3 are as they were written\. The last one's hash is [0-9a-f]{64}: ", said);
            await gateway.StopAsync();
        }

        var file = Directory.GetFiles(_folder["data/audit"]).Single();
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains("\"operation\":\"CreateRestApi\",\"status\":201", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"source\":\"127.0.0.1\",\"operation\":\"GetRestApi\",\"status\":404,\"error\":\"NotFoundException\"", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"operation\":\"GET /restapis\",\"status\":403,\"error\":\"FromAPage\"", lines[2], StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, string.Join('\n', lines[0], lines[1].Replace("404", "200", StringComparison.Ordinal), lines[2]) + "\n", TestContext.Current.CancellationToken);
        var (code, output) = await RunAsync("audit", "verify", "--data", "data");
        Assert.Equal(1, code);
        Assert.Contains("Entries 1 to 1 are as they were written.\n", output, StringComparison.Ordinal);
        Assert.Matches(@"error FG409: The audit log is not as it was written: .*audit-0+1\.log, line 2: the entry was changed", output);
    }

    private async Task RefusedAsync(string code, string words, params string[] command)
    {
        var (exit, output) = await RunAsync(command);
        Assert.True(exit != 0, output);
        Assert.Matches($@"\Aerror {code}: [^\n]*{Regex.Escape(words)}[^\n]*\n\z", output);
    }

    private Task<(int Code, string Output)> RunAsync(params string[] words) => ForegateProcess.RunAsync(_folder.Path, words);
}
