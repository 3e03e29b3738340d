// SPDX-License-Identifier: Apache-2.0
using Foregate.Tests.Running;

namespace Foregate.Tests.Commands;

/// <summary>The command line as a process: what it prints, and what it ends with.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public async Task Names_the_option_that_was_probably_meant()
    {
        var (code, output) = await RunAsync("serve", "x.yaml", "--upstraem", "http://a");
        Assert.Equal(2, code);
        Assert.Contains("error FG101:", output, StringComparison.Ordinal);
        Assert.Contains("--upstream", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_verb_that_was_probably_meant()
    {
        var (code, output) = await RunAsync("serv", "x.yaml");
        Assert.Equal(2, code);
        Assert.Contains("serve", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_every_wrong_value_at_once()
    {
        var (code, output) = await RunAsync(
            "serve", "x.yaml", "--account", "12", "--region", "Mars!", "--upstream", "ftp://x", "--listen", "8080", "--trusted-proxy", "10.0.0.x",
            "--certificate-key", "k.pem", "--drain", "-1", "--stage", "a b");
        Assert.Equal(2, code);
        foreach (var expected in (string[])["FG102", "FG103", "FG104", "FG105", "FG106", "FG107", "FG108", "FG109"])
        {
            Assert.Contains($"error {expected}:", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Refuses_a_file_that_is_not_there()
    {
        var (code, output) = await RunAsync("serve", "nowhere.yaml");
        Assert.Equal(3, code);
        Assert.StartsWith("error FG201: nowhere.yaml cannot be read: there is no such file.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_a_misunderstanding_in_one_line()
    {
        var (code, output) = await RunAsync("explain", "id", "-o", "xml");
        Assert.Equal(2, code);
        Assert.Matches(@"\Aerror FG101: [^\n]*'xml'[^\n]*'text' 'json'\. See foregate --help\.\n", output);
    }

    [Fact]
    public async Task Prints_help_with_every_option()
    {
        var (code, output) = await RunAsync("serve", "--help");
        Assert.Equal(0, code);
        foreach (var option in (string[])["--upstream", "--listen", "--management", "--account", "--region", "--data", "--strict-aws", "--drain", "--max-object", "--stage", "--certificate", "--certificate-key", "--trusted-proxy", "--deny-private-targets", "--no-inline-scheduling", "--access-log"])
        {
            Assert.Contains(option, output, StringComparison.Ordinal);
        }
    }

    private static Task<(int Code, string Output)> RunAsync(params string[] arguments) => ForegateProcess.RunAsync(Path.GetTempPath(), arguments);
}
