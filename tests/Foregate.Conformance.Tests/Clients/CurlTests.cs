// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Foregate.Conformance.Tests.Running;

namespace Foregate.Conformance.Tests.Clients;

/// <summary>curl, the client that everybody tries first. Each test runs on the versions that it is about.</summary>
public sealed class CurlTests(RunningGateway gateway)
{
    // Below AWS's 10 MB for a request's body.
    private const int Large = 9_999_991;

    /// <summary>How curl is told the version, and what it then reports.</summary>
    public static TheoryData<string, string> Versions => new() { { "http", "1.1" }, { "https --http1.1", "1.1" }, { "https --http2", "2" } };

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Gets_what_the_back_end_says(string how, string version)
    {
        var result = await CurlAsync(how, "/to/echo/a%2Fb?x=1&x=2", "-H", "x-mine: one", "-w", "\n%{http_version} %{http_code}");
        var lines = result.Text.Split('\n');
        Assert.Equal($"{version} 200", lines[^1]);
        var echo = JsonNode.Parse(lines[0])!;
        Assert.Equal("GET", (string?)echo["method"]);
        Assert.EndsWith("?x=1&x=2", (string?)echo["target"], StringComparison.Ordinal);
        Assert.Equal("one", (string?)echo["headers"]!["x-mine"]);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Uploads_what_it_has_in_memory(string how, string version)
    {
        var result = await CurlAsync(how, Content.Bytes(Large), "/to/hash", "-H", "content-type: application/octet-stream", "--data-binary", "@-", "-w", " %{http_version} %{http_code}");
        Assert.Equal($"{Content.Hash(Large)} {version} 200", result.Text);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Uploads_a_stream_whose_length_it_does_not_know(string how, string version)
    {
        var result = await CurlAsync(how, Content.Bytes(Large), "/to/hash", "-T", "-", "-v", "-w", " %{http_version} %{http_code}");
        Assert.Equal($"{Content.Hash(Large)} {version} 200", result.Text);
        Assert.Equal(version == "1.1", result.Error.Contains("> Transfer-Encoding: chunked", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https --http1.1")]
    public async Task Waits_for_100_continue_before_it_sends_a_body(string how)
    {
        var result = await CurlAsync(how, Content.Bytes(100_000), "/to/hash", "-H", "Expect: 100-continue", "--expect100-timeout", "60", "--data-binary", "@-", "-v");
        Assert.Equal(Content.Hash(100_000), result.Text);
        Assert.Matches(@"(?s)> Expect: 100-continue\r?\n.*< HTTP/1\.1 100 .*< HTTP/1\.1 200 ", result.Error);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Downloads_with_a_length(string how, string version)
    {
        var result = await CurlAsync(how, $"/to/bytes/{Large}", "-D", "/dev/stderr");
        Assert.Equal(Content.Hash(Large), Content.Hash(result.Output));
        Assert.Matches($@"(?im)^HTTP/{Regex.Escape(version)} 200", result.Error);
        Assert.Matches($@"(?im)^content-length: {Large}\r?$", result.Error);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Downloads_without_a_length(string how, string version)
    {
        var result = await CurlAsync(how, $"/to/chunks/{Large}", "-D", "/dev/stderr");
        Assert.Equal(Content.Hash(Large), Content.Hash(result.Output));
        Assert.Equal(version == "1.1", Regex.IsMatch(result.Error, @"(?im)^transfer-encoding: chunked\r?$"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Asks_for_the_head_only(string how, string version)
    {
        var result = await CurlAsync(how, "/to/bytes/1234567", "-I");
        Assert.Matches($@"\AHTTP/{Regex.Escape(version)} 200", result.Text);
        Assert.Matches(@"(?im)^content-length: 1234567\r?$", result.Text);
        Assert.EndsWith("\r\n\r\n", result.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Unpacks_what_the_back_end_packed(string how, string version)
    {
        var result = await CurlAsync(how, "/to/gzip/300000", "--compressed", "-w", "%{stderr}%{http_version} %{size_download}");
        Assert.Equal(Content.Hash(300_000), Content.Hash(result.Output));
        var said = result.Error.Split(' ');
        Assert.Equal(version, said[0]);
        Assert.NotEqual("300000", said[1]);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Asks_again_and_again_on_one_connection(string how, string version)
    {
        var result = await CurlAsync(how, "/to/status/2[00-03]", "-o", "/dev/null", "-w", "%{http_version} %{http_code} %{num_connects}\n");
        Assert.Equal($"{version} 200 1\n{version} 201 0\n{version} 202 0\n{version} 203 0\n", result.Text);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Answers_without_a_body_leave_the_connection_usable(string how, string version)
    {
        var result = await CurlAsync(how, "/to/status/{204,304,200}", "-w", "|%{http_version} %{http_code} %{num_connects}\n");
        Assert.Equal($"|{version} 204 1\n|{version} 304 0\nstatus 200|{version} 200 0\n", result.Text);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Asks_in_parallel_and_keeps_its_connections(string how, string version)
    {
        var result = await CurlAsync(how, "/to/bytes/[1-300]", "--parallel", "--parallel-max", "16", "-o", "/dev/null", "-w", "%{http_version} %{http_code} %{size_download} %{num_connects}\n");
        var lines = result.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToList();
        Assert.Equal(300, lines.Count);
        Assert.All(lines, line => Assert.Equal((version, "200"), (line[0], line[1])));
        Assert.Equal(Enumerable.Range(1, 300), lines.Select(line => int.Parse(line[2], System.Globalization.CultureInfo.InvariantCulture)).Order());
        Assert.InRange(lines.Count(line => line[3] != "0"), 1, 100);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https --http1.1")]
    public async Task Names_of_headers_keep_their_case_and_order(string how)
    {
        var path = $"/heads/{Guid.NewGuid():N}";
        await CurlAsync(how, path, "-H", "X-MiXeD: One", "-H", "x-other: 2", "-H", "X-MIXED: Three");
        var head = gateway.Heads.HeadOf(path["/heads".Length..]);
        Assert.Matches(@"(?s)\r\nX-MiXeD: One\r\n.*x-other: 2\r\n.*X-MIXED: Three\r\n", head);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Preflights_are_answered_by_the_gateway(string how, string version)
    {
        var result = await CurlAsync(
            how, "/to/status/500", "-X", "OPTIONS", "-D", "-",
            "-H", "Origin: https://shop.example", "-H", "Access-Control-Request-Method: PUT", "-H", "Access-Control-Request-Headers: x-mine");
        Assert.Matches($@"\AHTTP/{Regex.Escape(version)} 204", result.Text);
        Assert.Matches(@"(?im)^access-control-allow-origin: https://shop\.example\r?$", result.Text);
        Assert.Matches(@"(?im)^access-control-allow-methods: GET, ?PUT\r?$", result.Text);
        Assert.Matches(@"(?im)^access-control-allow-headers: x-mine\r?$", result.Text);
        Assert.Matches(@"(?im)^access-control-max-age: 300\r?$", result.Text);
    }

    [Fact]
    public async Task Reaches_the_api_by_its_own_host_name()
    {
        var plain = new Uri(gateway.Http);
        var api = Regex.Match(gateway.Said, @"http://(\w+\.execute-api\.localhost):").Groups[1].Value;
        var result = await Tool.Named("curl").RunAsync(["-q", "-sS", "--noproxy", "*", "--resolve", $"{api}:{plain.Port}:127.0.0.1", $"http://{api}:{plain.Port}/to/status/203", "-w", " %{http_code}"]);
        Assert.Equal("status 203 203", result.Succeeded().Text);
    }

    private Task<ToolResult> CurlAsync(string how, string path, params string[] more) => CurlAsync(how, [], path, more);

    private async Task<ToolResult> CurlAsync(string how, byte[] input, string path, params string[] more)
    {
        var curl = Tool.Named("curl");
        var words = how.Split(' ');
        if (words.Contains("--http2"))
        {
            Assert.SkipUnless((await curl.RunAsync(["--version"])).Text.Contains(" HTTP2", StringComparison.Ordinal), "This curl is built without HTTP/2.");
        }

        string[] arguments = ["-q", "-sS", "--noproxy", "*", .. words[1..], "--cacert", gateway.Certificate, .. more, (words[0] == "http" ? gateway.Http : gateway.Https) + path];
        return (await curl.RunAsync(arguments, input)).Succeeded();
    }
}
