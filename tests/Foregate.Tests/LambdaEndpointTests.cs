// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Tests;

public sealed class LambdaEndpointTests
{
    [Fact]
    public void Nothing_is_asked_for_without_the_variable() => Assert.Equal((null, null), LambdaEndpoint.Read(static _ => null, "us-east-1"));

    [Theory]
    [InlineData("nowhere")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://127.0.0.1:3001/path")]
    [InlineData("http://user@127.0.0.1:3001")]
    public void What_is_no_endpoint_is_refused(string url) => Assert.Equal("FG114", LambdaEndpoint.Read(name => Variables(name, url), "us-east-1").Failure!.Code);

    [Fact]
    public void Somebody_must_sign() =>
        Assert.Equal("FG115", LambdaEndpoint.Read(static name => name == "AWS_ENDPOINT_URL_LAMBDA" ? "http://127.0.0.1:3001" : null, "us-east-1").Failure!.Code);

    [Fact]
    public void The_endpoint_and_who_signs_are_read()
    {
        var (options, failure) = LambdaEndpoint.Read(static name => Variables(name, "http://127.0.0.1:3001"), "eu-west-1");
        Assert.Null(failure);
        Assert.Equal(new Uri("http://127.0.0.1:3001"), options!.Endpoint);
        Assert.Equal("eu-west-1", options.Region);
        Assert.Equal("AKID", options.Credentials.AccessKeyId);
        Assert.Null(options.Credentials.SessionToken);
    }

    private static string? Variables(string name, string url) => name switch
    {
        "AWS_ENDPOINT_URL_LAMBDA" => url,
        "AWS_ACCESS_KEY_ID" => "AKID",
        "AWS_SECRET_ACCESS_KEY" => "secret",
        _ => "",
    };
}
