// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Foregate.Standards.SignatureV4;

namespace Foregate.Benchmarks.Store;

/// <summary>The program, started on a store, and asked over its management API.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private const string Region = "us-east-1";

    private readonly Process _process;
    private readonly HttpClient _client;
    private readonly AwsCredentials _key;
    private Task<string>? _output;

    private RunningProgram(Process process, HttpClient client, AwsCredentials key)
    {
        _process = process;
        _client = client;
        _key = key;
    }

    /// <summary>Seconds of processor time that the program has taken so far.</summary>
    public double Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>MiB resident.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576;
        }
    }

    public static async Task<RunningProgram> StartAsync(string program, string directory, AwsCredentials key)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo(program, ["serve", "--data", directory, "--listen", "http://127.0.0.1:0", "--management", address, "--access-log", "off"])
        {
            RedirectStandardOutput = true,
        };
        var running = new RunningProgram(Process.Start(start)!, new HttpClient { BaseAddress = new Uri(address) }, key);
        await running.ReadyAsync();
        return running;
    }

    /// <summary>Sends a signed call; its answer's body.</summary>
    public async Task<string> CallAsync(string service, HttpMethod method, string target, string content, string contentType = "application/json")
    {
        var address = new Uri(_client.BaseAddress!, target);
        var body = Encoding.UTF8.GetBytes(content);
        var now = DateTimeOffset.UtcNow;
        using var request = new HttpRequestMessage(method, address) { Content = body.Length == 0 ? null : new ByteArrayContent(body) };
        request.Content?.Headers.TryAddWithoutValidation("content-type", contentType);
        List<KeyValuePair<string, string>> headers = [new("host", address.Authority), new("x-amz-date", RequestSigner.Date(now))];
        request.Headers.Add("x-amz-date", RequestSigner.Date(now));
        if (service == "s3")
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(body));
            request.Headers.Add("x-amz-content-sha256", hash);
            headers.Add(new("x-amz-content-sha256", hash));
        }

        request.Headers.Accept.ParseAdd("application/json");
        var signer = new RequestSigner(_key, Region, service);
        request.Headers.TryAddWithoutValidation("authorization", signer.Authorization(method.Method, address.AbsolutePath, address.Query.TrimStart('?'), [.. headers], body, now));
        using var response = await _client.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? answer : throw new InvalidOperationException($"{method} {target}: {(int)response.StatusCode} {answer}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        if (_output is not null)
        {
            await _output;
        }

        _process.Dispose();
        _client.Dispose();
    }

    private async Task ReadyAsync()
    {
        while (!_process.HasExited)
        {
            try
            {
                using var response = await _client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    _output = _process.StandardOutput.ReadToEndAsync();
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(10);
        }

        throw new InvalidOperationException("The program has ended: " + await _process.StandardOutput.ReadToEndAsync());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
