// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Foregate.SideBySide;

// dotnet run -c Release --project bench/side-by-side -- [--rounds 5] [--seconds 4] [--only SCENARIO,…] [--contenders NAME,…] [--foregate PATH] [--json FILE]
if (args is ["yarp", var plain, var tls, var origin, var pem, var pemKey])
{
    YarpProxy.Run(Number(plain), Number(tls), Number(origin), pem, pemKey);
    return 0;
}

if (args is ["kestrel-lambda", var lambdaPort, var bootstrap, var taskRoot])
{
    KestrelLambda.Run(Number(lambdaPort), bootstrap, taskRoot);
    return 0;
}

var rounds = Number(Option("--rounds") ?? "5");
var seconds = Number(Option("--seconds") ?? "4");
var only = Option("--only")?.Split(',');
var wanted = Option("--contenders")?.Split(',');
var foregate = Option("--foregate") ?? Path.GetFullPath("src/Foregate/bin/Release/net10.0/foregate");
var folder = Directory.CreateTempSubdirectory("side-by-side-").FullName;
// nginx drops to another user in its workers: the folder must be open to it.
File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
var (certificate, key) = Certificate(folder);
var contenders = new Contenders(folder, foregate, certificate, key);
var upstream = contenders.Upstream();
var running = new List<Contender>();
try
{
    var port = new Uri(upstream.Url(false)).Port;
    AddIf("nginx", () => contenders.NginxProxy(port, limits: false));
    AddIf("nginx with key and limit", () => contenders.NginxProxy(port, limits: true));
    AddIf("haproxy", () => contenders.HaProxy(port));
    AddIf("yarp", () => contenders.Yarp(port));
    AddIf("foregate", () => contenders.Foregate(port, limits: false));
    AddIf("foregate with key and throttle", () => contenders.Foregate(port, limits: true));
    AddIf("nginx with key and limit and log", () => contenders.NginxProxy(port, limits: true, log: true));
    AddIf("foregate with plan and quota and log", () => contenders.Foregate(port, limits: true, plan: true));
    AddIf("nginx with cache", () => contenders.NginxCache(port));
    AddIf("foregate with cache", () => contenders.Foregate(port, limits: false, cache: true));
    AddIf("kestrel runtime host", contenders.KestrelLambda);
    AddIf("foregate lambda", contenders.ForegateLambda);
    var scenarios = Scenario.All.Where(s => only is null || only.Contains(s.Name)).ToArray();
    foreach (var scenario in scenarios)
    {
        await CompareBodies(scenario);
    }

    var measurements = new List<Measurement>();
    foreach (var scenario in scenarios)
    {
        for (var round = 0; round <= rounds; round++)
        {
            // Round 0 warms up (tiered compilation, pools) and is not counted; the order turns so that no one always follows the same.
            var racing = running.Where(scenario.IsFor).ToList();
            for (var i = 0; i < racing.Count; i++)
            {
                var contender = racing[(i + round) % racing.Count];
                var before = contender.CpuSeconds();
                var result = Load.Run(scenario, contender, round == 0 ? Math.Min(seconds, 3) : seconds, folder);
                var cpu = contender.CpuSeconds() - before;
                if (round > 0)
                {
                    result = scenario.Http2 ? Load.WithPercentiles(result, scenario, contender, folder) : result;
                    measurements.Add(new Measurement(
                        contender.Name, scenario.Name, round, cpu * 1e6 / Math.Max(1, result.Requests), result.RequestsPerSecond, result.P50Milliseconds,
                        result.P99Milliseconds, contender.ResidentBytes(), result.Failures));
                }
            }

            Console.Error.WriteLine($"{scenario.Name}: round {round} of {rounds}");
        }
    }

    var syscalls = args.Contains("--syscalls") ? running.Where(c => !c.IsLambda && !c.IsPlanned && !c.IsCached).ToDictionary(c => c.Name, Syscalls) : [];
    var report = new Report(measurements, running.Append(upstream).ToDictionary(c => c.Name, c => c.Version), syscalls);
    Console.WriteLine(report.Table());
    if (Option("--json") is { } file)
    {
        await File.WriteAllTextAsync(file, report.Json(contenders.Configurations));
    }

    return measurements.Sum(m => m.Failures) == 0 ? 0 : 1;
}
finally
{
    running.ForEach(c => c.Dispose());
    upstream.Dispose();
    Directory.Delete(folder, recursive: true);
}

void AddIf(string name, Func<Contender> start)
{
    var isLambda = name is "kestrel runtime host" or "foregate lambda";
    var isPlanned = name.EndsWith("and log", StringComparison.Ordinal);
    var isCached = name.EndsWith("with cache", StringComparison.Ordinal);
    if ((wanted is null || wanted.Contains(name)) && Scenario.All.Any(scenario => scenario.IsLambda == isLambda && scenario.IsPlanned == isPlanned && scenario.IsCached == isCached && (only is null || only.Contains(scenario.Name))))
    {
        running.Add(start());
    }
}

// Whoever answers something else than the upstream is not doing the same work.
async Task CompareBodies(Scenario scenario)
{
    using var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = delegate { return true; } } };
    using var client = new HttpClient(handler);
    var expected = await Fetch(client, upstream, scenario with { Tls = false });
    foreach (var contender in running.Where(scenario.IsFor))
    {
        if (!(await Fetch(client, contender, scenario)).AsSpan().SequenceEqual(expected))
        {
            throw new InvalidOperationException($"{contender.Name} answers {scenario.Name} with another body than the upstream.");
        }
    }
}

static async Task<byte[]> Fetch(HttpClient client, Contender contender, Scenario scenario)
{
    using var request = new HttpRequestMessage(scenario.BodyBytes > 0 ? HttpMethod.Post : HttpMethod.Get, contender.Url(scenario.Tls) + contender.PathPrefix + scenario.Path);
    request.Version = scenario.Http2 && scenario.Tls ? HttpVersion.Version20 : HttpVersion.Version11;
    request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
    request.Content = scenario.BodyBytes > 0 ? new ByteArrayContent(new byte[scenario.BodyBytes]) : null;
    foreach (var (name, value) in contender.Headers)
    {
        request.Headers.TryAddWithoutValidation(name, value);
    }

    using var response = await client.SendAsync(request);
    return await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
}

double Syscalls(Contender contender)
{
    var file = Path.Combine(folder, "strace.txt");
    var arguments = new List<string> { "-c", "-f", "-o", file };
    foreach (var pid in ProcessTree.Pids(contender.Process.Id))
    {
        arguments.AddRange(["-p", pid.ToString(CultureInfo.InvariantCulture)]);
    }

    using var strace = Process.Start(new ProcessStartInfo("strace", arguments) { RedirectStandardError = true })!;
    Thread.Sleep(500);
    var result = Load.Run(Scenario.All.First(s => s.Name == "one-connection"), contender, 3, folder);
    using (Process.Start("kill", ["-INT", strace.Id.ToString(CultureInfo.InvariantCulture)]))
    {
        strace.WaitForExit();
    }

    var total = File.ReadLines(file).Last(l => l.EndsWith("total", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    return double.Parse(total[3], CultureInfo.InvariantCulture) / result.Requests;
}

static (string Certificate, string Key) Certificate(string folder)
{
    using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
    using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    var (file, keyFile) = (Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
    File.WriteAllText(file, certificate.ExportCertificatePem() + "\n");
    File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem() + "\n");
    return (file, keyFile);
}

string? Option(string name)
{
    var i = Array.IndexOf(args, name);
    return i >= 0 && i + 1 < args.Length ? args[i + 1] : null;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
