// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.RegularExpressions;
using Foregate.Tests.Running;

namespace Foregate.Tests.Commands;

/// <summary>Serving as a user lives it: start, paste the curl, edit, break, mend, stop.</summary>
public sealed class ServeCommandTests : IDisposable
{
    private readonly Folder _folder = new();
    private readonly HttpClient _client = new();

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_printed_curl_works_when_pasted()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/curl"), "curl is not installed.");
        _folder.Write("api.yaml", SmallDocuments.Hello("hi", SmallDocuments.Mock("/secret", "key", needsKey: true)));
        await using var gateway = await ForegateProcess.ServeAsync(_folder.Path, "api.yaml");
        Assert.Equal("{\"say\": \"hi\"}", Shell(gateway.Curl(0) + " -s"));
        Assert.Contains("x-api-key: ", gateway.Curl(1), StringComparison.Ordinal);
        Assert.Equal("{\"say\": \"key\"}", Shell(gateway.Curl(1) + " -s"));
        Assert.Equal("{\"message\":\"Forbidden\"}", await _client.GetStringAnywayAsync(gateway.Invoke + "/secret"));
    }

    [Fact]
    public async Task The_host_form_works_too()
    {
        _folder.Write("api.yaml", SmallDocuments.Hello("hi"));
        await using var gateway = await ForegateProcess.ServeAsync(_folder.Path, "api.yaml");
        var form = Regex.Match(gateway.Output, @"http://(\w+\.execute-api\.localhost:\d+)(/\S+)/");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Invoke, form.Groups[2].Value + "/hello"));
        request.Headers.Host = form.Groups[1].Value;
        using var response = await _client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task An_edit_is_served_after_its_line_and_a_break_leaves_the_old_version()
    {
        _folder.Write("api.yaml", SmallDocuments.Hello("one"));
        await using var gateway = await ForegateProcess.ServeAsync(_folder.Path, "api.yaml");
        var lines = gateway.Lines;
        _folder.Write("api.yaml", SmallDocuments.Hello("two", SmallDocuments.Mock("/more", "x")));
        Assert.Contains("+ GET /more, ~ GET /hello", (await gateway.LineAsync("^Reloaded api.yaml in .* ms: (.*)$", lines)).Groups[1].Value, StringComparison.Ordinal);
        Assert.Equal("{\"say\": \"two\"}", await _client.GetStringAsync(gateway.Invoke + "/hello"));

        lines = gateway.Lines;
        _folder.Replace("api.yaml", SmallDocuments.Hello("three", "  /broken: { get: { responses: {} } }\n"));
        await gateway.LineAsync(@"^api\.yaml:\d+:\d+: error FG202: ", lines);
        await gateway.LineAsync("1 fault; the version before is still served", lines);
        Assert.Equal("{\"say\": \"two\"}", await _client.GetStringAsync(gateway.Invoke + "/hello"));

        lines = gateway.Lines;
        _folder.Replace("api.yaml", SmallDocuments.Hello("three"));
        Assert.Equal("~ GET /hello, - GET /more", (await gateway.LineAsync("^Reloaded .* ms: (.*)$", lines)).Groups[1].Value);
        Assert.Equal("{\"say\": \"three\"}", await _client.GetStringAsync(gateway.Invoke + "/hello"));
    }

    [Fact]
    public async Task A_generated_key_is_the_same_after_a_reload()
    {
        _folder.Write("api.yaml", SmallDocuments.Hello("one", SmallDocuments.Mock("/secret", "key", needsKey: true)));
        await using var gateway = await ForegateProcess.ServeAsync(_folder.Path, "api.yaml");
        var key = Regex.Match(gateway.Output, @"(?m)^  Key\s+(\S+)").Groups[1].Value;
        var lines = gateway.Lines;
        _folder.Write("api.yaml", SmallDocuments.Hello("two", SmallDocuments.Mock("/secret", "key", needsKey: true)));
        await gateway.LineAsync("^Reloaded", lines);
        _client.DefaultRequestHeaders.Add("x-api-key", key);
        Assert.Equal("{\"say\": \"key\"}", await _client.GetStringAsync(gateway.Invoke + "/secret"));
        Assert.Single(Regex.Matches(gateway.Output, @"(?m)^  Key\s"));
    }

    [Fact]
    public async Task Explain_tells_the_step_and_the_place_of_a_refusal()
    {
        _folder.Write("api.yaml", SmallDocuments.Hello("hi", SmallDocuments.Mock("/secret", "key", needsKey: true)));
        await using var gateway = await ForegateProcess.ServeAsync(_folder.Path, "api.yaml");
        using var response = await _client.GetAsync(gateway.Invoke + "/secret");
        var id = response.Headers.GetValues("x-amzn-RequestId").Single();
        await using var explain = ForegateProcess.Start(_folder.Path, "explain", id, "--management", gateway.Management.ToString());
        Assert.Equal(0, await explain.ExitAsync());
        Assert.Contains("INVALID_API_KEY: Forbidden", explain.Output, StringComparison.Ordinal);
        Assert.Contains("ApiKeyCheck", explain.Output, StringComparison.Ordinal);
        Assert.Contains("/methods/GET", explain.Output, StringComparison.Ordinal);

        await using var asJson = ForegateProcess.Start(_folder.Path, "explain", id, "-o", "json", "--management", gateway.Management.ToString());
        Assert.Equal(0, await asJson.ExitAsync());
        Assert.Equal(id, JsonDocument.Parse(asJson.Output).RootElement.GetProperty("requestId").GetString());

        await using var foreseen = ForegateProcess.Start(_folder.Path, "explain", "--path", gateway.Invoke + "/secret", "--header", "x-api-key: nobody's", "--management", gateway.Management.ToString());
        Assert.Equal(0, await foreseen.ExitAsync());
        Assert.Contains("GET ", foreseen.Output, StringComparison.Ordinal);
        Assert.Contains("would be answered 403", foreseen.Output, StringComparison.Ordinal);
        Assert.Contains("No usage plan of the stage has a key with the value of x-api-key.", foreseen.Output, StringComparison.Ordinal);

        await using var unreadable = ForegateProcess.Start(_folder.Path, "explain", "--path", "no slash", "--management", gateway.Management.ToString());
        Assert.Equal(1, await unreadable.ExitAsync());
        Assert.Contains("error FG414:", unreadable.Output, StringComparison.Ordinal);

        await using var unknown = ForegateProcess.Start(_folder.Path, "explain", "nobody", "--management", gateway.Management.ToString());
        Assert.Equal(1, await unknown.ExitAsync());
        Assert.Contains("error FG402:", unknown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_health_and_metrics_on_the_management_listener()
    {
        _folder.Write("api.yaml", SmallDocuments.Hello("hi"));
        await using var gateway = await ForegateProcess.ServeAsync(_folder.Path, "api.yaml");
        Assert.Equal("live\n", await _client.GetStringAsync(new Uri(gateway.Management, "/health/live")));
        Assert.Equal("ready\n", await _client.GetStringAsync(new Uri(gateway.Management, "/health/ready")));
        await _client.GetStringAsync(gateway.Invoke + "/hello");
        // A request is counted when it is over, which may be just after its client has the answer.
        var metrics = "";
        for (var tries = 0; tries < 1000 && !Regex.IsMatch(metrics, @"(?m)^foregate_requests_total\{[^}]*\} 1$"); tries++)
        {
            metrics = await _client.GetStringAsync(new Uri(gateway.Management, "/metrics"));
        }

        Assert.Matches(@"(?m)^foregate_requests_total\{[^}]*\} 1$", metrics);
        Assert.Matches(@"(?m)^foregate_snapshot_version 1$", metrics);
    }

    [Fact]
    public async Task Serves_https_with_a_development_certificate_that_the_printed_curl_trusts()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/curl"), "curl is not installed.");
        _folder.Write("api.yaml", SmallDocuments.Hello("hi"));
        await using var gateway = ForegateProcess.Start(
            _folder.Path, "serve", "api.yaml", "--listen", "https://127.0.0.1:0", "--management", "http://127.0.0.1:0", "--data", _folder["data"]);
        await gateway.LineAsync("Ctrl\\+C drains");
        Assert.Contains("--cacert", gateway.Curl(), StringComparison.Ordinal);
        Assert.Equal("{\"say\": \"hi\"} 2", Shell(gateway.Curl() + " -s -w ' %{http_version}'"));
        Assert.Equal("{\"say\": \"hi\"} 1.1", Shell(gateway.Curl() + " -s --http1.1 -w ' %{http_version}'"));
    }

    [Fact]
    public async Task Writes_access_log_lines_to_standard_output()
    {
        _folder.Write("api.yaml", SmallDocuments.Hello("hi"));
        await using var gateway = await ForegateProcess.ServeAsync(_folder.Path, "api.yaml");
        var lines = gateway.Lines;
        await _client.GetStringAsync(gateway.Invoke + "/hello");
        var line = (await gateway.LineAsync(@"^\{.*\}$", lines)).Value;
        Assert.Equal(200, JsonDocument.Parse(line).RootElement.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Names_the_address_that_is_taken()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        _folder.Write("api.yaml", SmallDocuments.Hello("hi"));
        await using var gateway = ForegateProcess.Start(
            _folder.Path, "serve", "api.yaml", "--listen", "http://" + taken.LocalEndpoint, "--management", "http://127.0.0.1:0");
        Assert.Equal(4, await gateway.ExitAsync());
        Assert.Equal(
            $"error FG301: http://{taken.LocalEndpoint} cannot be listened on: Address already in use. Stop what listens there, or choose another address with --listen or --management; port 0 takes a free one.\n",
            gateway.Output);
    }

    [Theory]
    [InlineData("missing.pem", "key.pem", "Could not find file")]
    [InlineData("api.yaml", "key.pem", "PEM")]
    [InlineData(".", "key.pem", "denied")]
    [InlineData("certificate.pem", "missing.pem", "Could not find file")]
    [InlineData("certificate.pem", "other.pem", "does not match")]
    [InlineData("certificate.pem", null, "key")]
    public async Task Says_in_one_line_why_a_certificate_cannot_be_used(string certificate, string? key, string why)
    {
        _folder.Write("api.yaml", SmallDocuments.Hello("hi"));
        using var pair = System.Security.Cryptography.ECDsa.Create();
        using var other = System.Security.Cryptography.ECDsa.Create();
        var request = new CertificateRequest("CN=localhost", pair, System.Security.Cryptography.HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        _folder.Write("certificate.pem", made.ExportCertificatePem());
        _folder.Write("key.pem", pair.ExportPkcs8PrivateKeyPem());
        _folder.Write("other.pem", other.ExportPkcs8PrivateKeyPem());
        string[] arguments = ["serve", "api.yaml", "--listen", "https://127.0.0.1:0", "--management", "http://127.0.0.1:0", "--certificate", certificate];
        var (code, output) = await ForegateProcess.RunAsync(_folder.Path, key is null ? arguments : [.. arguments, "--certificate-key", key]);
        Assert.Equal(4, code);
        Assert.Matches($@"\Aerror FG302: The certificate {Regex.Escape(certificate)} cannot be used: [^\n]*{why}[^\n]*\n\z", output);
    }

    [Theory]
    [InlineData("https://127.0.0.1:0", "/proc")]
    [InlineData("https://127.0.0.1:0", "/proc/nothing")]
    [InlineData("https://127.0.0.1:0", "api.yaml")]
    [InlineData("http://127.0.0.1:0", "api.yaml")]
    public async Task Says_in_one_line_why_the_data_directory_cannot_be_used(string listener, string directory)
    {
        Assert.SkipUnless(Directory.Exists("/proc/self") || !directory.StartsWith("/proc", StringComparison.Ordinal), "There is no /proc here.");
        _folder.Write("api.yaml", SmallDocuments.Hello("hi"));
        var (code, output) = await ForegateProcess.RunAsync(_folder.Path, "serve", "api.yaml", "--listen", listener, "--management", "http://127.0.0.1:0", "--data", directory);
        Assert.Equal(4, code);
        Assert.Matches($@"\Aerror FG304: The data directory {directory} cannot be used: [^\n]*\n\z", output);
    }

    [Fact]
    public async Task Reloads_on_a_hangup_even_without_a_change()
    {
        _folder.Write("api.yaml", SmallDocuments.Hello("hi"));
        await using var gateway = await ForegateProcess.ServeAsync(_folder.Path, "api.yaml");
        var lines = gateway.Lines;
        gateway.Signal("HUP");
        Assert.Equal("nothing", (await gateway.LineAsync("^Reloaded .* ms: (.*)$", lines)).Groups[1].Value);
    }

    [Fact]
    public async Task A_document_with_faults_is_not_served_at_all()
    {
        _folder.Write("api.yaml", "openapi: 3.0.3\ninfo: { title: x, version: \"1\" }\npaths: { /a: { get: { responses: {} } } }\n");
        await using var gateway = ForegateProcess.Start(_folder.Path, "serve", "api.yaml", "--listen", "http://127.0.0.1:0", "--management", "http://127.0.0.1:0");
        Assert.Equal(3, await gateway.ExitAsync());
        Assert.Matches(@"api\.yaml:3:\d+: error FG202:", gateway.Output);
        Assert.Contains("nothing is served", gateway.Output, StringComparison.Ordinal);
    }

    private static string Shell(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true })!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return output;
    }
}
