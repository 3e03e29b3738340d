// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.RegularExpressions;
using Foregate.Conformance.Tests.Running;

namespace Foregate.Conformance.Tests.Clients;

/// <summary>openssl s_client: what the TLS listener agrees to, and what it does not.</summary>
public sealed class OpenSslTests(RunningGateway gateway)
{
    [Theory]
    [InlineData("-tls1_3", "TLSv1.3", "h2,http/1.1", "h2")]
    [InlineData("-tls1_3", "TLSv1.3", "http/1.1,h2", "h2")]
    [InlineData("-tls1_3", "TLSv1.3", "http/1.1", "http/1.1")]
    [InlineData("-tls1_2", "TLSv1.2", "h2,http/1.1", "h2")]
    [InlineData("-tls1_2", "TLSv1.2", "http/1.1", "http/1.1")]
    public async Task Agrees_on_a_version_and_a_protocol(string version, string agreed, string offered, string chosen)
    {
        var text = (await ConnectAsync([], version, "-alpn", offered)).Succeeded().Text;
        Assert.Contains($"New, {agreed}, Cipher is ", text, StringComparison.Ordinal);
        Assert.Contains($"ALPN protocol: {chosen}", text, StringComparison.Ordinal);
        Assert.Contains("Verify return code: 0 (ok)", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-tls1_2")]
    [InlineData("-tls1_3")]
    public async Task Speaks_http1_to_a_client_that_offers_no_protocol(string version)
    {
        var request = Encoding.ASCII.GetBytes($"GET {new Uri(gateway.Https).AbsolutePath}/to/status/203 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        var text = (await ConnectAsync(request, version, "-quiet")).Text;
        Assert.StartsWith("HTTP/1.1 203 ", text, StringComparison.Ordinal);
        Assert.Contains("status 203", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-tls1_1")]
    [InlineData("-tls1")]
    public async Task Refuses_old_versions(string version)
    {
        var result = await ConnectAsync([], version, "-cipher", "ALL:@SECLEVEL=0");
        Assert.SkipWhen(result.Error.Contains("nknown option", StringComparison.Ordinal), $"This openssl is built without {version}.");
        Assert.NotEqual(0, result.Code);
        Assert.Matches("alert protocol version|alert handshake failure|unexpected eof|wrong version number", result.Error);
        Assert.Contains("no peer certificate available", result.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AES128-SHA")]
    [InlineData("AES256-GCM-SHA384")]
    public async Task Refuses_keys_without_forward_secrecy(string cipher)
    {
        var result = await ConnectAsync([], "-tls1_2", "-cipher", cipher + ":@SECLEVEL=0");
        Assert.NotEqual(0, result.Code);
        Assert.Contains("no peer certificate available", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_protocol_that_it_does_not_speak()
    {
        var result = await ConnectAsync([], "-alpn", "ftp");
        Assert.NotEqual(0, result.Code);
        Assert.Contains("alert no application protocol", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_certificate_names_the_host_form_of_apis()
    {
        var host = Regex.Match(gateway.Said, @"https://(\w+\.execute-api\.localhost):").Groups[1].Value;
        var text = (await ConnectAsync([], "-servername", host, "-verify_hostname", host)).Succeeded().Text;
        Assert.Contains($"Verified peername: ", text, StringComparison.Ordinal);
    }

    private Task<ToolResult> ConnectAsync(byte[] input, params string[] more)
    {
        var secure = new Uri(gateway.Https);
        string[] arguments = ["s_client", "-connect", secure.Authority, "-CAfile", gateway.Certificate, "-verify_return_error", .. more];
        return Tool.Named("openssl").RunAsync(input.Length > 0 ? [.. arguments, "-ign_eof"] : arguments, input);
    }
}
