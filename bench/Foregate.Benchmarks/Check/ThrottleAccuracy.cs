// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Foregate.Benchmarks.Check;

/// <summary>
/// How exactly the running program holds a throttle that 64 connections push against: of a stage's method, and of a usage plan's key. Of every window no more may be admitted
/// than the burst and the rate over its width, and no less than nearly that in all.
/// </summary>
internal static class ThrottleAccuracy
{
    private const int Connections = 64;
    private const int Rate = 2_000;
    private const int Burst = 400;
    private const string Key = "throttle-accuracy-0123456789";

    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(10);
    private static readonly double[] s_windows = [0.001, 0.01, 0.1, 1, 5];

    /// <param name="arguments">--program FILE</param>
    /// <returns>0 when both bounds are kept.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output)
    {
        var program = arguments is [_, "--program", var file] ? file : throw new ArgumentException("Give --program FILE: the foregate executable.");
        await output.WriteLineAsync("| throttle | requests/s asked | admitted | of what the bucket gives | fullest window, of its bound | |\n|---|---|---|---|---|---|");
        var isKept = true;
        foreach (var isPlan in new[] { false, true })
        {
            isKept &= await MeasureAsync(program, isPlan, output);
        }

        return isKept ? 0 : 1;
    }

    private static async Task<bool> MeasureAsync(string program, bool isPlan, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("throttle-accuracy-").FullName;
        var document = Path.Combine(folder, "api.yaml");
        await File.WriteAllTextAsync(document, Document(isPlan));
        var port = FreePort();
        using var process = Process.Start(new ProcessStartInfo(program, ["serve", document, "--listen", $"http://127.0.0.1:{port}", "--management", $"http://127.0.0.1:{FreePort()}", "--access-log", "off", "--data", Path.Combine(folder, "data")])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            var path = await PathAsync(process);
            var (admitted, asked, seconds) = await PushAsync(new Uri($"http://127.0.0.1:{port}{path}/limited"), isPlan);
            var given = Burst + (Rate * seconds);
            var (fullest, width) = Fullest(admitted);
            var isKept = fullest <= 1.005 && admitted.Count >= 0.99 * given;
            await output.WriteLineAsync(FormattableString.Invariant(
                $"| {(isPlan ? "a key of a usage plan" : "a stage's method")}, {Rate}/s, burst {Burst} | {asked / seconds:0} | {admitted.Count} in {seconds:0.0} s | {100 * admitted.Count / given:0.00} % | {100 * fullest:0.00} % of {width * 1000:0} ms | {(isKept ? "kept" : "not kept")} |"));
            return isKept;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// When each admitted request was sent and answered, in seconds: it was admitted in between, so those that lie in a window whole were admitted in it.
    /// </summary>
    private static async Task<(List<(double Sent, double Answered)> Admitted, int Asked, double Seconds)> PushAsync(Uri address, bool isPlan)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = Connections };
        using var client = new HttpMessageInvoker(handler);
        var start = Stopwatch.GetTimestamp();
        var clients = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            var admitted = new List<(double, double)>();
            var asked = 0;
            while (Stopwatch.GetElapsedTime(start) is var sent && sent < s_duration)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                if (isPlan)
                {
                    request.Headers.Add("x-api-key", Key);
                }

                using var response = await client.SendAsync(request, CancellationToken.None);
                asked++;
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    admitted.Add((sent.TotalSeconds, Stopwatch.GetElapsedTime(start).TotalSeconds));
                }
                else if (response.StatusCode != HttpStatusCode.TooManyRequests)
                {
                    throw new InvalidOperationException($"The program answers {(int)response.StatusCode}.");
                }

                await response.Content.CopyToAsync(Stream.Null);
            }

            return (admitted, asked);
        })));
        return ([.. clients.SelectMany(static each => each.admitted).Order()], clients.Sum(static each => each.asked), Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>The window that is fullest, measured by what the bucket may give in it.</summary>
    private static (double Share, double Width) Fullest(List<(double Sent, double Answered)> admitted)
    {
        var fullest = (0.0, 0.0);
        foreach (var width in s_windows)
        {
            for (var i = 0; i < admitted.Count; i++)
            {
                var end = admitted[i].Sent + width;
                var count = 0;
                for (var j = i; j < admitted.Count && admitted[j].Sent <= end; j++)
                {
                    count += admitted[j].Answered <= end ? 1 : 0;
                }

                var share = count / (Burst + (Rate * width));
                fullest = share > fullest.Item1 ? (share, width) : fullest;
            }
        }

        return fullest;
    }

    private static async Task<string> PathAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var at = line.IndexOf("/_aws/execute-api/", StringComparison.Ordinal);
            if (at >= 0)
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return line[at..].Split(' ')[0].TrimEnd('/');
            }
        }

        throw new InvalidOperationException("The program has ended without serving the document.");
    }

    private static string Document(bool isPlan) => string.Create(CultureInfo.InvariantCulture, $$"""
        openapi: 3.0.1
        info: { title: throttled, version: "1" }
        {{(isPlan
            ? $"components: {{ securitySchemes: {{ api_key: {{ type: apiKey, name: x-api-key, in: header }} }} }}\nx-foregate-usage-plan: {{ name: bench, throttle: {{ rateLimit: {Rate}, burstLimit: {Burst} }}, apiKeys: [ {{ name: bench, value: {Key}, enabled: true }} ] }}\nx-foregate-stage: {{ stageName: prod }}"
            : $"x-foregate-stage: {{ stageName: prod, methodSettings: {{ \"*/*\": {{ throttlingRateLimit: {Rate}, throttlingBurstLimit: {Burst} }} }} }}")}}
        paths:
          /limited:
            get:
              {{(isPlan ? "security: [ { api_key: [] } ]" : "")}}
              responses: { "200": { description: ok } }
              x-amazon-apigateway-integration:
                type: mock
                requestTemplates: { application/json: "{\"statusCode\": 200}" }
                responses: { default: { statusCode: "200" } }

        """);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
