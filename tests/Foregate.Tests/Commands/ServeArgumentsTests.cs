// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Net;
using Foregate.Commands;
using Foregate.Definitions;

namespace Foregate.Tests.Commands;

public sealed class ServeArgumentsTests
{
    [Fact]
    public void Defaults_are_those_that_the_pages_promise()
    {
        var (options, failures) = Read("api.yaml");
        Assert.Empty(failures);
        Assert.Equal("http://127.0.0.1:8080", Assert.Single(options.Listeners).ToString());
        Assert.Equal("http://127.0.0.1:4566", options.Management.ToString());
        Assert.Equal(("000000000000", "us-east-1"), (options.AccountId, options.Region));
        Assert.Equal((null, null, null), (options.Upstream, options.StageName, options.DataDirectory));
        Assert.Equal((false, false, true), (options.StrictAws, options.DenyPrivateTargets, options.InlineScheduling));
        Assert.Equal(TimeSpan.FromSeconds(5), options.Drain);
        Assert.Equal("-", options.AccessLog);
    }

    [Fact]
    public void Parameters_are_names_and_values_and_each_comes_once()
    {
        var (options, failures) = Read("template.yaml", "--parameter", "A=1", "--parameter", "Url=http://a/?b=c", "--parameter", "Empty=");
        Assert.Empty(failures);
        Assert.Equal(("1", "http://a/?b=c", ""), (options.Parameters["A"], options.Parameters["Url"], options.Parameters["Empty"]));
        Assert.Equal(["FG116", "FG116", "FG116"], Read("template.yaml", "--parameter", "A", "--parameter", "=1", "--parameter", "B=1", "--parameter", "B=2").Failures.Select(failure => failure.Code));
    }

    [Fact]
    public void Every_option_arrives()
    {
        var (options, failures) = Read(
            "api.yaml", "--upstream", "http://b:1/base", "--listen", "https://[::1]:8443", "--listen", "http://*:80", "--management", "http://127.0.0.1:1",
            "--account", "123456789012", "--region", "eu-west-1", "--stage", "v1", "--data", "d", "--strict-aws", "--drain", "0.5", "--max-object", "64", "--cache-memory", "32", "--certificate", "c.pem",
            "--certificate-key", "k.pem", "--trusted-proxy", "10.0.0.0/8", "--trusted-proxy", "::1", "--deny-private-targets", "--no-inline-scheduling", "--access-log", "off", "--function-log", "f.log",
            "--limit-by", "source-address=2.5:3", "--limit-by", "header:X-Tenant=10:20", "--rate-limit-headers");
        Assert.Empty(failures);
        Assert.Equal(["https://[::1]:8443", "http://*:80"], options.Listeners.Select(listener => listener.ToString()));
        Assert.Equal(("c.pem", "k.pem"), (options.Certificate!.CertificatePath, options.Certificate.KeyPath));
        Assert.Equal([IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("::1/128")], options.TrustedProxies);
        Assert.Equal(TimeSpan.FromMilliseconds(500), options.Drain);
        Assert.Equal((64L << 20, 32L << 20), (options.MaxObjectBytes, options.CacheMemory));
        Assert.Equal("f.log", options.FunctionLog);
        Assert.True(options.RateLimitHeaders);
        Assert.Equal(
            [new CallerLimit { RateLimit = 2.5, BurstLimit = 3 }, new CallerLimit { Header = "X-Tenant", RateLimit = 10, BurstLimit = 20 }], options.CallerLimits);
        Assert.Equal("FG127", Assert.Single(Read("api.yaml", "--limit-by", "header:a=1:1", "--limit-by", "header:A=2:2").Failures).Code);
        Assert.Equal(
            ("http://b:1/base", "http://127.0.0.1:1", "123456789012", "eu-west-1", "v1", "d", true, true, false, "off"),
            (options.Upstream, options.Management.ToString(), options.AccountId, options.Region, options.StageName, options.DataDirectory, options.StrictAws,
                options.DenyPrivateTargets, options.InlineScheduling, options.AccessLog));
    }

    [Theory]
    [InlineData("--listen", "8080", "FG102")]
    [InlineData("--management", "localhost", "FG102")]
    [InlineData("--trusted-proxy", "proxy.example", "FG106")]
    [InlineData("--certificate-key", "k.pem", "FG107")]
    [InlineData("--limit-by", "source-address", "FG127")]
    [InlineData("--limit-by", "source-address=10", "FG127")]
    [InlineData("--limit-by", "source-address=0:1", "FG127")]
    [InlineData("--limit-by", "source-address=NaN:1", "FG127")]
    [InlineData("--limit-by", "source-address=1:0", "FG127")]
    [InlineData("--limit-by", "address=1:1", "FG127")]
    [InlineData("--limit-by", "header:=1:1", "FG127")]
    [InlineData("--limit-by", "header:a b=1:1", "FG127")]
    [InlineData("--drain", "3601", "FG108")]
    [InlineData("--drain", "-1", "FG108")]
    [InlineData("--remote-function", "Pets", "FG118")]
    [InlineData("--max-object", "0", "FG121")]
    [InlineData("--cache-memory", "0", "FG126")]
    [InlineData("--cache-memory", "262145", "FG126")]
    [InlineData("--max-object", "5GB", "FG121")]
    [InlineData("--drain", "abc", "FG108")]
    [InlineData("--drain", "NaN", "FG108")]
    [InlineData("--drain", "", "FG108")]
    [InlineData("--listen", "http://*:4566", "FG112")]
    [InlineData("--management", "https://127.0.0.1:4566", "FG111")]
    [InlineData("--certificate", "c.pem", "FG113")]
    [InlineData("--account", "1", "FG103")]
    public void A_wrong_value_is_one_failure(string option, string value, string code) =>
        Assert.Equal(code, Assert.Single(Read("api.yaml", option, value).Failures).Code);

    private static (ForegateOptions Options, IReadOnlyList<Failure> Failures) Read(params string[] words)
    {
        var arguments = new ServeArguments();
        var command = new Command("serve");
        arguments.AddToServe(command);
        var parsed = command.Parse(words);
        Assert.Empty(parsed.Errors);
        return arguments.Read(parsed);
    }
}
