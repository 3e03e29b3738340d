// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Tests;

public sealed class ServiceSettingsTests
{
    private const string Role = "arn:aws:iam::000000000000:role/api";

    private static readonly Dictionary<string, string> s_environment = new(StringComparer.Ordinal)
    {
        ["AWS_ENDPOINT_URL_SQS"] = "http://127.0.0.1:5000",
        ["AWS_ENDPOINT_URL_LAMBDA"] = "read elsewhere",
        ["AWS_ACCESS_KEY_ID"] = "AKOWN",
        ["AWS_SECRET_ACCESS_KEY"] = "own",
        ["AWS_SHARED_CREDENTIALS_FILE"] = "/keys",
    };

    [Fact]
    public void Endpoints_and_keys_are_those_of_AWSs_variables()
    {
        var (settings, failures) = Read([], []);
        Assert.Empty(failures);
        Assert.Equal(new Uri("http://127.0.0.1:5000"), Assert.Single(settings.Endpoints).Value);
        Assert.Equal("SQS", settings.Endpoints.Keys.Single());
        Assert.Equal("AKOWN", settings.Credentials!.AccessKeyId);
    }

    [Fact]
    public void Roles_have_the_keys_of_profiles()
    {
        var (settings, failures) = Read([Role + "=api", "*=environment"], []);
        Assert.Empty(failures);
        Assert.Equal(("AKAPI", "s=1", "tok"), (settings.Roles[Role].AccessKeyId, settings.Roles[Role].SecretAccessKey, settings.Roles[Role].SessionToken));
        Assert.Equal("AKOWN", settings.Roles["*"].AccessKeyId);
    }

    [Theory]
    [InlineData("api")]
    [InlineData("role=api")]
    [InlineData(Role + "=")]
    [InlineData(Role + "=nobody")]
    [InlineData(Role + "=half")]
    public void A_role_without_keys_is_refused(string text) => Assert.Equal("FG124", Assert.Single(Read([text], []).Failures).Code);

    [Fact]
    public void Links_have_targets()
    {
        var (settings, failures) = Read([], ["abc123=10.0.0.5:8080,[::1]:80", "arn:aws:x=inner.example:443"]);
        Assert.Empty(failures);
        Assert.Equal(["10.0.0.5:8080", "::1:80"], settings.VpcLinks["abc123"].Select(static target => $"{target.Host}:{target.Port}"));
        Assert.Equal("inner.example", Assert.Single(settings.VpcLinks["arn:aws:x"]).Host);
    }

    [Theory]
    [InlineData("abc123")]
    [InlineData("abc123=")]
    [InlineData("=10.0.0.5:80")]
    [InlineData("abc123=10.0.0.5")]
    [InlineData("abc123=10.0.0.5:0")]
    [InlineData("abc123=10.0.0.5:80,")]
    public void A_link_without_targets_is_refused(string text) => Assert.Equal("FG125", Assert.Single(Read([], [text]).Failures).Code);

    [Fact]
    public void What_is_no_endpoint_is_refused()
    {
        var failures = new List<Failure>();
        ServiceSettings.Read(new Dictionary<string, string> { ["AWS_ENDPOINT_URL_SNS"] = "nowhere" }, [], [], static _ => null, failures);
        Assert.Equal("FG123", Assert.Single(failures).Code);
    }

    private static (ServiceSettings Settings, List<Failure> Failures) Read(string[] roles, string[] links)
    {
        var failures = new List<Failure>();
        const string Keys = "[default]\naws_access_key_id = AKDEF\n\n# people\n[api]\naws_access_key_id=AKAPI\r\naws_secret_access_key = s=1\naws_session_token=tok\n[half]\naws_access_key_id=AKHALF\n";
        return (ServiceSettings.Read(s_environment, roles, links, static path => path == "/keys" ? Keys : null, failures), failures);
    }
}
