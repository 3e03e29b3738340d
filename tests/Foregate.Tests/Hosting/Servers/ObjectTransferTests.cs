// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Foregate.Standards.SignatureV4;
using Foregate.Tests.Running;

namespace Foregate.Tests.Hosting.Servers;

/// <summary>S3 of the running program: large bodies, other hosts, a process that is killed, a disk that is full.</summary>
public sealed class ObjectTransferTests : IDisposable
{
    private static readonly int s_rounds = Environment.GetEnvironmentVariable("FOREGATE_TEST_ALL") == "1" ? 100 : 10;

    private readonly Folder _folder = new();
    private readonly HttpClient _client = new();

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_object_that_no_other_call_could_bring_passes_through()
    {
        await using var gateway = await ForegateProcess.ServeStoreAsync(_folder.Path);
        await SendAsync(gateway.Management, "PUT", "/artifacts");
        var bytes = RandomNumberGenerator.GetBytes(40 << 20);
        var put = await SendAsync(gateway.Management, "PUT", "/artifacts/large", bytes);
        Assert.Equal((HttpStatusCode.OK, $"\"{TagOf(bytes)}\""), (put.Status, put.Tag));
        Assert.True((await SendAsync(gateway.Management, "GET", "/artifacts/large")).Body.AsSpan().SequenceEqual(bytes));
        Assert.Equal(bytes.Length, (await SendAsync(gateway.Management, "HEAD", "/artifacts/large")).Length);
    }

    [Fact]
    public async Task A_bucket_may_be_in_the_name_of_this_machine_and_of_no_other()
    {
        await using var gateway = await ForegateProcess.ServeStoreAsync(_folder.Path);
        await SendAsync(gateway.Management, "PUT", "/artifacts");
        await SendAsync(gateway.Management, "PUT", "/artifacts/k", "x"u8.ToArray());
        Assert.Equal("x"u8.ToArray(), (await SendAsync(gateway.Management, "GET", "/k", host: "artifacts.localhost:4566")).Body);
        Assert.Equal("x"u8.ToArray(), (await SendAsync(gateway.Management, "GET", "/artifacts/k", host: "localhost:4566")).Body);
        // A page in a browser could have a name of its own resolve to this machine.
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(gateway.Management, "GET", "/k", host: "artifacts.localhost.example.com")).Status);
    }

    [Fact]
    public async Task A_killed_gateway_has_every_acknowledged_object_whole_and_no_half_one()
    {
        var random = new Random(11);
        var acknowledged = new ConcurrentDictionary<string, string>();
        for (var round = 0; round < s_rounds; round++)
        {
            await using var gateway = await ForegateProcess.ServeStoreAsync(_folder.Path);
            await SendAsync(gateway.Management, "PUT", "/artifacts");
            await AllAreThereAsync(gateway, acknowledged);
            var enough = new SemaphoreSlim(0);
            var writing = Task.WhenAll(Enumerable.Range(0, 3).Select(writer => WriteAsync(gateway, $"{writer}", acknowledged, enough)));
            for (var left = random.Next(2, 25); left > 0; left--)
            {
                Assert.True(await enough.WaitAsync(ForegateProcess.Patience));
            }

            gateway.Kill();
            await writing;
        }

        await using var last = await ForegateProcess.ServeStoreAsync(_folder.Path);
        await AllAreThereAsync(last, acknowledged);
        var listed = System.Text.Encoding.UTF8.GetString((await SendAsync(last.Management, "GET", "/artifacts")).Body);
        var keys = Regex.Matches(listed, "<Key>([^<]+)</Key>").Select(static match => match.Groups[1].Value).ToList();
        foreach (var key in keys)
        {
            var got = await SendAsync(last.Management, "GET", "/artifacts/" + key);
            Assert.Equal(got.Tag, $"\"{TagOf(got.Body)}\"");
        }

        Assert.Equal(keys.Count, Directory.GetFiles(Path.Combine(_folder["data"], "objects", "content")).Length);
    }

    [Fact]
    public async Task Without_a_data_directory_nothing_stays()
    {
        var temporary = Directory.CreateDirectory(_folder["tmp"]).FullName;
        await using var gateway = ForegateProcess.Start(
            _folder.Path, [("TMPDIR", temporary)], "serve", "--listen", "http://127.0.0.1:0", "--management", "http://127.0.0.1:0", "--drain", "0");
        await gateway.LineAsync("Ctrl\\+C drains");
        await SendAsync(gateway.Management, "PUT", "/artifacts");
        await SendAsync(gateway.Management, "PUT", "/artifacts/k", "x"u8.ToArray());
        Assert.NotEmpty(Directory.GetFiles(temporary, "*.json", SearchOption.AllDirectories));
        await gateway.StopAsync();
        Assert.Empty(Directory.GetFiles(temporary, "*.json", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_full_disk_refuses_objects_and_loses_none()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root may mount a small disk.");
        var data = Directory.CreateDirectory(_folder["data"]).FullName;
        using var mount = System.Diagnostics.Process.Start("mount", ["-t", "tmpfs", "-o", "size=8m,mode=700", "tmpfs", data]);
        await mount.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(mount.ExitCode == 0, "A small disk cannot be mounted here.");
        try
        {
            await using var gateway = await ForegateProcess.ServeStoreAsync(_folder.Path);
            await SendAsync(gateway.Management, "PUT", "/artifacts");
            var small = RandomNumberGenerator.GetBytes(100_000);
            var put = await SendAsync(gateway.Management, "PUT", "/artifacts/k", small);
            Assert.True(put.Status == HttpStatusCode.OK, System.Text.Encoding.UTF8.GetString(put.Body));
            Assert.Equal(HttpStatusCode.InternalServerError, (await SendAsync(gateway.Management, "PUT", "/artifacts/k", new byte[9 << 20])).Status);
            Assert.Equal(HttpStatusCode.InternalServerError, (await SendAsync(gateway.Management, "PUT", "/artifacts/other", new byte[9 << 20])).Status);
            Assert.Equal(small, (await SendAsync(gateway.Management, "GET", "/artifacts/k")).Body);
            Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(gateway.Management, "GET", "/artifacts/other")).Status);
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(gateway.Management, "PUT", "/artifacts/other", small)).Status);
        }
        finally
        {
            using var unmount = System.Diagnostics.Process.Start("umount", [data]);
            await unmount.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    private static string TagOf(byte[] bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        hash.AppendData(bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private async Task WriteAsync(ForegateProcess gateway, string writer, ConcurrentDictionary<string, string> acknowledged, SemaphoreSlim enough)
    {
        try
        {
            for (var number = 0; ; number++)
            {
                var bytes = RandomNumberGenerator.GetBytes(1 + (number * 7919 % 300_000));
                var key = $"w{writer}-{number % 8}";
                // What was acknowledged before may be replaced by what is not: until this one is, either is right.
                acknowledged.TryRemove(key, out _);
                if ((await SendAsync(gateway.Management, "PUT", "/artifacts/" + key, bytes)).Status != HttpStatusCode.OK)
                {
                    return;
                }

                acknowledged[key] = TagOf(bytes);
                enough.Release();
            }
        }
        catch (HttpRequestException)
        {
            // Killed.
        }
    }

    private async Task AllAreThereAsync(ForegateProcess gateway, ConcurrentDictionary<string, string> acknowledged)
    {
        foreach (var (key, hash) in acknowledged)
        {
            Assert.Equal(hash, TagOf((await SendAsync(gateway.Management, "GET", "/artifacts/" + key)).Body));
        }
    }

    private async Task<(HttpStatusCode Status, byte[] Body, string Tag, long? Length)> SendAsync(Uri management, string method, string path, byte[]? body = null, string? host = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var hash = Convert.ToHexStringLower(SHA256.HashData(body ?? []));
        List<KeyValuePair<string, string>> headers = [new("host", host ?? management.Authority), new("x-amz-date", RequestSigner.Date(now)), new("x-amz-content-sha256", hash)];
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(management, path));
        request.Headers.TryAddWithoutValidation("Authorization", new RequestSigner(new AwsCredentials("test", "test"), "us-east-1", "s3").Authorization(method, path, "", headers, body ?? [], now));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content = body is null ? null : new ByteArrayContent(body);
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), answer.Headers.ETag?.Tag ?? "", answer.Content.Headers.ContentLength);
    }
}
