// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Foregate.Tests.Running;

namespace Foregate.Tests.Hosting.Storage;

/// <summary>What happens to a store happens to the running program: it is killed while it writes, its disk is full, or fails.</summary>
public sealed class StoreFailureTests : IDisposable
{
    private static readonly int s_rounds = Environment.GetEnvironmentVariable("FOREGATE_TEST_ALL") == "1" ? 200 : 20;

    private readonly Folder _folder = new();
    private readonly HttpClient _client = new();

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_killed_gateway_has_every_acknowledged_change_and_no_half_one()
    {
        var random = new Random(11);
        var apis = new ConcurrentDictionary<string, string>();
        var stages = new ConcurrentDictionary<string, string>();
        string? served = null;
        for (var round = 0; round < s_rounds; round++)
        {
            await using var gateway = await ForegateProcess.ServeStoreAsync(_folder.Path);
            var calls = new SignedCalls(_client, gateway.Management);
            served ??= await calls.MakeApiAsync("served", "here");
            await AllAreThereAsync(gateway, calls, served, apis, stages);
            var enough = new SemaphoreSlim(0);
            var writing = Task.WhenAll(Enumerable.Range(0, 3).Select(writer => WriteAsync(calls, served, $"{round}x{writer}", apis, stages, enough)));
            for (var acknowledged = random.Next(2, 30); acknowledged > 0; acknowledged--)
            {
                Assert.True(await enough.WaitAsync(ForegateProcess.Patience));
            }

            gateway.Kill();
            await writing;
        }

        await using var last = await ForegateProcess.ServeStoreAsync(_folder.Path);
        await AllAreThereAsync(last, new SignedCalls(_client, last.Management), served!, apis, stages);
        await last.StopAsync();
        var (code, output) = await ForegateProcess.RunAsync(_folder.Path, "audit", "verify", "--data", "data");
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task A_full_disk_refuses_changes_with_503_and_nothing_else_and_takes_them_again_once_there_is_room()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root may mount a small disk.");
        var data = Directory.CreateDirectory(_folder["data"]).FullName;
        Assert.SkipUnless(await RunAsync("mount", "-t", "tmpfs", "-o", "size=6m,mode=700", "tmpfs", data) == 0, "A small disk cannot be mounted here.");
        try
        {
            await using (var gateway = await ForegateProcess.ServeStoreAsync(_folder.Path))
            {
                var calls = new SignedCalls(_client, gateway.Management);
                var served = await calls.MakeApiAsync("served", "here");
                await using var load = new Load(_client, Address(gateway, served));
                FillUp(Path.Combine(data, "ballast"));
                var made = 1;
                while (await CreateAsync(calls, $"n{made}") == HttpStatusCode.Created)
                {
                    made++;
                }

                Assert.Equal(HttpStatusCode.ServiceUnavailable, await CreateAsync(calls, "refused"));
                Assert.Equal(HttpStatusCode.ServiceUnavailable, await CreateAsync(calls, "refused"));
                Assert.InRange((await calls.CallAsync("GET", "/restapis?limit=500")).GetProperty("item").GetArrayLength(), made, made + 1);
                await load.AskMoreAsync();
                File.Delete(Path.Combine(data, "ballast"));
                Assert.Equal(HttpStatusCode.Created, await CreateAsync(calls, "after"));
                await load.AskMoreAsync();
                Assert.Empty(load.Failures);
                await gateway.StopAsync();
            }

            await using var again = await ForegateProcess.ServeStoreAsync(_folder.Path);
            var names = Names(await new SignedCalls(_client, again.Management).CallAsync("GET", "/restapis?limit=500"));
            Assert.Contains("after", names);
            Assert.DoesNotContain("refused", names);
            await again.StopAsync();
            Assert.Equal(0, (await ForegateProcess.RunAsync(_folder.Path, "audit", "verify", "--data", "data")).Code);
        }
        finally
        {
            await RunAsync("umount", data);
        }
    }

    [Theory]
    [InlineData("fdatasync,fsync", "EIO", "foregate.db-wal")]
    [InlineData("pwrite64", "EROFS", "foregate.db-wal")]
    [InlineData("pwrite64", "EIO", "audit/audit-000000000000001.log")]
    public async Task A_disk_that_fails_refuses_the_change_with_503_and_takes_the_next(string call, string error, string file)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "strace is not here.");
        await using (var first = await ForegateProcess.ServeStoreAsync(_folder.Path))
        {
            await new SignedCalls(_client, first.Management).MakeApiAsync("served", "here");
            await first.StopAsync();
        }

        await using var gateway = await ForegateProcess.ServeStoreUnderAsync(
            _folder.Path, "strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", $"trace={call}", "-P", _folder["data/" + file], "-e", $"inject={call}:error={error}:when=30");
        var calls = new SignedCalls(_client, gateway.Management);
        var served = (await calls.CallAsync("GET", "/restapis")).GetProperty("item")[0].GetProperty("id").GetString()!;
        await using var load = new Load(_client, Address(gateway, served));
        var made = new List<string> { "served" };
        for (var number = 0; number < 200; number++)
        {
            var status = await CreateAsync(calls, $"n{number}");
            if (status != HttpStatusCode.Created)
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
                break;
            }

            made.Add($"n{number}");
        }

        Assert.True(made.Count < 200, "nothing failed");

        // The failing call is counted by thread: another one may have its own still before it.
        var tries = 0;
        while (await CreateAsync(calls, $"after{tries}") != HttpStatusCode.Created)
        {
            Assert.True(++tries < 20, "nothing is taken any more");
        }

        made.Add($"after{tries}");
        await load.AskMoreAsync();
        Assert.Empty(load.Failures);
        Assert.Empty(made.Except(Names(await calls.CallAsync("GET", "/restapis?limit=500"))));
    }

    private static IEnumerable<string> Names(JsonElement apis) => apis.GetProperty("item").EnumerateArray().Select(api => api.GetProperty("name").GetString()!);

    private static async Task<HttpStatusCode> CreateAsync(SignedCalls calls, string name)
    {
        using var answer = await calls.SendAsync("POST", "/restapis", $$"""{"name": "{{name}}", "description": "{{new string('d', 900)}}"}""");
        return answer.StatusCode;
    }

    private async Task AllAreThereAsync(ForegateProcess gateway, SignedCalls calls, string served, ConcurrentDictionary<string, string> apis, ConcurrentDictionary<string, string> stages)
    {
        var found = new Dictionary<string, string>();
        var position = "";
        do
        {
            var page = await calls.CallAsync("GET", "/restapis?limit=500" + position);
            foreach (var api in page.GetProperty("item").EnumerateArray())
            {
                found.Add(api.GetProperty("id").GetString()!, api.GetProperty("name").GetString()!);
            }

            position = page.TryGetProperty("position", out var next) ? $"&position={next.GetString()}" : "";
        }
        while (position.Length > 0);
        Assert.Empty(apis.Except(found));
        var deployments = (await calls.CallAsync("GET", $"/restapis/{served}/deployments?limit=500")).GetProperty("item").EnumerateArray().Select(item => item.GetProperty("id").GetString()).ToHashSet();
        var deployed = (await calls.CallAsync("GET", $"/restapis/{served}/stages")).GetProperty("item").EnumerateArray()
            .ToDictionary(stage => stage.GetProperty("stageName").GetString()!, stage => stage.GetProperty("deploymentId").GetString()!);
        Assert.Empty(stages.Except(deployed));
        Assert.All(deployed.Values, deployment => Assert.Contains(deployment, deployments));
        Assert.Equal("here", await _client.GetStringAsync(Address(gateway, served)));
        if (stages.Keys.FirstOrDefault() is { } one)
        {
            Assert.Equal("here", await _client.GetStringAsync(new Uri($"http://{gateway.Invoke.Authority}/_aws/execute-api/{served}/{one}/")));
        }
    }

    // Until nobody answers any more.
    private static async Task WriteAsync(
        SignedCalls calls, string served, string writer, ConcurrentDictionary<string, string> apis, ConcurrentDictionary<string, string> stages, SemaphoreSlim acknowledged)
    {
        try
        {
            for (var number = 0; ; number++)
            {
                var name = $"w{writer}x{number}";
                if (number % 8 == 3)
                {
                    var made = await calls.CallAsync("POST", $"/restapis/{served}/deployments", $$"""{"stageName": "{{name}}", "description": "{{name}}"}""", HttpStatusCode.Created);
                    stages[name] = made.GetProperty("id").GetString()!;
                }
                else
                {
                    var made = await calls.CallAsync("POST", "/restapis", $$"""{"name": "{{name}}"}""", HttpStatusCode.Created);
                    apis[made.GetProperty("id").GetString()!] = name;
                }

                acknowledged.Release();
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // Killed, as wanted.
        }
    }

    private static Uri Address(ForegateProcess gateway, string api) => new($"http://{gateway.Invoke.Authority}/_aws/execute-api/{api}/v1/");

    private static void FillUp(string path)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                stream.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }

    private static async Task<int> RunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>A client of the data plane that asks on and on, and remembers every answer that was none.</summary>
    private sealed class Load : IAsyncDisposable
    {
        private readonly CancellationTokenSource _ended = new();
        private readonly Task _asking;
        private long _asked;

        public Load(HttpClient client, Uri address) => _asking = Task.Run(async () =>
        {
            while (!_ended.IsCancellationRequested)
            {
                try
                {
                    using var answer = await client.GetAsync(address);
                    if (answer.StatusCode != HttpStatusCode.OK)
                    {
                        Failures.Add($"{answer.StatusCode}");
                    }
                }
                catch (Exception exception) when (exception is HttpRequestException or SocketException)
                {
                    // The bare one comes of a connection that is closed in the moment in which it was made.
                    Failures.Add(exception.Message);
                }

                Interlocked.Increment(ref _asked);
            }
        });

        public ConcurrentBag<string> Failures { get; } = [];

        /// <summary>Waits for another hundred answers.</summary>
        public async Task AskMoreAsync()
        {
            var until = Interlocked.Read(ref _asked) + 100;
            while (Interlocked.Read(ref _asked) < until)
            {
                await Task.Yield();
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _ended.CancelAsync();
            await _asking;
            _ended.Dispose();
        }
    }
}
