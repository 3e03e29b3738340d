// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Foregate.SideBySide;

// dotnet run -c Release --project bench/side-by-side -- [--rounds 5] [--seconds 4] [--only SCENARIO,…] [--contenders NAME,…] [--foregate PATH] [--json FILE]
if (args is ["yarp", var plain, var tls, var origin, var pem, var pemKey, var schema])
{
    YarpProxy.Run(Number(plain), Number(tls), Number(origin), pem, pemKey, schema == "schema");
    return 0;
}

if (args is ["kestrel-lambda", var lambdaPort, var bootstrap, var taskRoot, var mapping])
{
    KestrelLambda.Run(Number(lambdaPort), bootstrap, taskRoot, mapping == "mapping");
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
    AddIf("nginx", Work.Proxy, () => contenders.NginxProxy(port, limits: false));
    AddIf("nginx with key and limit", Work.Proxy, () => contenders.NginxProxy(port, limits: true));
    AddIf("haproxy", Work.Proxy, () => contenders.HaProxy(port));
    AddIf("yarp", Work.Proxy, () => contenders.Yarp(port));
    AddIf("foregate", Work.Proxy, () => contenders.Foregate(port, limits: false));
    AddIf("foregate with key and throttle", Work.Proxy, () => contenders.Foregate(port, limits: true));
    AddIf("nginx with key and limit and log", Work.Plan, () => contenders.NginxProxy(port, limits: true, Work.Plan));
    AddIf("foregate with plan and quota and log", Work.Plan, () => contenders.Foregate(port, limits: true, Work.Plan));
    AddIf("nginx with cache", Work.Cache, () => contenders.NginxCache(port));
    AddIf("foregate with cache", Work.Cache, () => contenders.Foregate(port, limits: false, Work.Cache));
    AddIf("nginx without validation", Work.Validation, () => contenders.NginxProxy(port, limits: false, Work.Validation));
    AddIf("yarp with schema", Work.Validation, () => contenders.Yarp(port, Work.Validation));
    AddIf("foregate with model", Work.Validation, () => contenders.Foregate(port, limits: false, Work.Validation));
    AddIf("kestrel runtime host", Work.Lambda, () => contenders.KestrelLambda(Work.Lambda));
    AddIf("foregate lambda", Work.Lambda, () => contenders.ForegateLambda(Work.Lambda));
    AddIf("kestrel with mapping by hand", Work.Mapping, () => contenders.KestrelLambda(Work.Mapping));
    AddIf("foregate with templates", Work.Mapping, () => contenders.ForegateLambda(Work.Mapping));
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
            var racing = running.Where(c => c.Work == scenario.Work).ToList();
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

    var syscalls = args.Contains("--syscalls") ? running.Where(c => c.Work == Work.Proxy).ToDictionary(c => c.Name, Syscalls) : [];
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

void AddIf(string name, Work work, Func<Contender> start)
{
    if ((wanted is null || wanted.Contains(name)) && Scenario.All.Any(scenario => scenario.Work == work && (only is null || only.Contains(scenario.Name))))
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
    foreach (var contender in running.Where(c => c.Work == scenario.Work))
    {
        if (!(await Fetch(client, contender, scenario)).AsSpan().SequenceEqual(expected))
        {
            throw new InvalidOperationException($"{contender.Name} answers {scenario.Name} with another body than the upstream.");
        }

        // Who lets everything pass does not validate.
        if (scenario.Work == Work.Validation && !contender.Name.StartsWith("nginx", StringComparison.Ordinal))
        {
            using var wrong = await client.SendAsync(Request(contender, scenario with { Body = "{\"id\":1}"u8.ToArray() }));
            if ((int)wrong.StatusCode != 400)
            {
                throw new InvalidOperationException($"{contender.Name} answers a body that its schema does not allow with {(int)wrong.StatusCode}.");
            }
        }
    }
}

static async Task<byte[]> Fetch(HttpClient client, Contender contender, Scenario scenario)
{
    using var response = await client.SendAsync(Request(contender, scenario));
    return await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
}

static HttpRequestMessage Request(Contender contender, Scenario scenario)
{
    var request = new HttpRequestMessage(scenario.Body is not null ? HttpMethod.Post : HttpMethod.Get, contender.Url(scenario.Tls) + contender.PathPrefix + scenario.Path);
    request.Version = scenario.Http2 && scenario.Tls ? HttpVersion.Version20 : HttpVersion.Version11;
    request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
    if (scenario.Body is { } body)
    {
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new(scenario.ContentType);
    }

    foreach (var (name, value) in contender.Headers)
    {
        request.Headers.TryAddWithoutValidation(name, value);
    }

    return request;
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
