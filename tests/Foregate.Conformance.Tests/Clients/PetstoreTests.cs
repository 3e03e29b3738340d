// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Conformance.Tests.Running;
using Foregate.Tests.Running;

namespace Foregate.Conformance.Tests.Clients;

/// <summary>The sample as users first meet it: a REST API, called with curl on both versions of HTTP.</summary>
public sealed class PetstoreTests : IAsyncLifetime
{
    private readonly Folder _folder = new();
    private Backend? _backend;
    private ForegateProcess? _gateway;

    public static TheoryData<string> Ways => ["http", "https --http1.1", "https --http2"];

    public async ValueTask InitializeAsync()
    {
        _backend = await Backend.StartAsync();
        var sample = await File.ReadAllTextAsync(Path.Combine(Folder.Repository, "samples/petstore/openapi.yaml"));
        _folder.Write("openapi.yaml", sample.Replace("127.0.0.1:9000", _backend.Authority, StringComparison.Ordinal));
        _gateway = await ForegateProcess.ServeAsync(_folder.Path, "openapi.yaml", "--listen", "https://127.0.0.1:0", "--access-log", "off");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Greets_without_a_back_end(string way)
    {
        Assert.Equal("""{"message": "Welcome to the pet store", "try": "pets"} 200""", await CurlAsync(way, "/"));
        Assert.Equal(0, _backend!.Asked);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Asks_the_back_end_for_pets(string way) =>
        Assert.Equal("""{"id":2} 200""", await CurlAsync(way, "/pets/2"));

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Only_callers_with_a_key_add_pets(string way)
    {
        Assert.Equal("""{"message":"Forbidden"} 403""", await CurlAsync(way, "/pets", "-X", "POST", "-d", "{}"));
        Assert.Equal(0, _backend!.Asked);
        var key = Regex.Match(_gateway!.Output, @"(?m)^  Key\s+(\S+)").Groups[1].Value;
        Assert.Equal("[] 201", await CurlAsync(way, "/pets", "-X", "POST", "-d", "{}", "-H", "X-API-Key: " + key));
        Assert.Equal(1, _backend.Asked);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Answers_preflights_as_the_document_says(string way)
    {
        var text = await CurlAsync(way, "/pets", "-X", "OPTIONS", "-H", "Origin: https://shop.example", "-H", "Access-Control-Request-Method: POST", "-D", "-");
        Assert.EndsWith(" 200", text, StringComparison.Ordinal);
        Assert.Matches(@"(?im)^access-control-allow-origin: \*\r?$", text);
        Assert.Matches(@"(?im)^access-control-allow-methods: GET,POST,OPTIONS\r?$", text);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Refuses_what_is_not_there_and_explains_why(string way)
    {
        var text = await CurlAsync(way, "/nowhere", "-D", "-");
        Assert.EndsWith("""{"message":"Missing Authentication Token"} 403""", text, StringComparison.Ordinal);
        var id = Regex.Match(text, @"(?im)^x-amzn-requestid: (\S+)").Groups[1].Value;
        var (code, output) = await ForegateProcess.RunAsync(_folder.Path, "explain", id, "--management", _gateway!.Management.ToString());
        Assert.Equal(0, code);
        Assert.Contains("MISSING_AUTHENTICATION_TOKEN", output, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        if (_backend is not null)
        {
            await _backend.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task<string> CurlAsync(string way, string path, params string[] more)
    {
        var curl = Tool.Named("curl");
        var words = way.Split(' ');
        var url = Regex.Match(_gateway!.Output, $@"({words[0]}://127\.0\.0\.1:\d+/\S*?)/\r?\n").Groups[1].Value;
        string[] arguments = ["-q", "-sS", "--noproxy", "*", "--cacert", Path.Combine(_folder.Path, "foregate", "development.crt"), "-w", " %{http_code}", .. words[1..], .. more, url + path];
        return (await curl.RunAsync(arguments)).Succeeded().Text;
    }
}
