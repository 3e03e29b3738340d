// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive.Listeners;

namespace Foregate.Tests;

public sealed class ForegateOptionsTests
{
    private static readonly ForegateOptions s_good = new() { Document = "api.yaml" };

    [Fact]
    public void The_defaults_are_valid() => Assert.Empty(s_good.Validate());

    [Theory]
    [InlineData("http://127.0.0.1:9000")]
    [InlineData("https://back.example/base/")]
    public void Back_ends_are_urls(string url) => Assert.Empty((s_good with { Upstream = url }).Validate());

    [Theory]
    [InlineData("127.0.0.1:9000")]
    [InlineData("ftp://back.example")]
    [InlineData("http://back.example/?a=1")]
    [InlineData("http://back.example/#a")]
    [InlineData("http://user@back.example/")]
    [InlineData("")]
    public void Anything_else_is_no_back_end(string url) => Assert.Equal("FG105", Assert.Single((s_good with { Upstream = url }).Validate()).Code);

    [Theory]
    [InlineData("us-east-1\n")]
    [InlineData("-east")]
    [InlineData("")]
    public void A_region_is_a_name(string region) => Assert.Equal("FG104", Assert.Single((s_good with { Region = region }).Validate()).Code);

    [Theory]
    [InlineData("$default", true)]
    [InlineData("v1_A-z", true)]
    [InlineData("$other", false)]
    [InlineData("a/b", false)]
    [InlineData("", false)]
    public void A_stage_has_a_stage_name(string name, bool isOne) => Assert.Equal(isOne, (s_good with { StageName = name }).Validate().Count == 0);

    [Fact]
    public void A_document_has_a_name() => Assert.Equal("FG101", Assert.Single((s_good with { Document = "" }).Validate()).Code);

    [Theory]
    [InlineData("http://127.0.0.1:80", "http://127.0.0.1:80", true)]
    [InlineData("http://127.0.0.1:80", "https://127.0.0.1:80", true)]
    [InlineData("http://*:80", "http://127.0.0.1:80", true)]
    [InlineData("http://[::1]:80", "http://*:80", true)]
    [InlineData("http://0.0.0.0:80", "http://127.0.0.2:80", true)]
    [InlineData("unix:/a.sock", "unix:/a.sock", true)]
    [InlineData("http://0.0.0.0:80", "http://[::1]:80", false)]
    [InlineData("http://127.0.0.1:80", "http://127.0.0.2:80", false)]
    [InlineData("http://127.0.0.1:80", "http://127.0.0.1:81", false)]
    [InlineData("http://127.0.0.1:0", "http://127.0.0.1:0", false)]
    [InlineData("unix:/a.sock", "unix:/b.sock", false)]
    [InlineData("unix:/a.sock", "http://127.0.0.1:80", false)]
    public void Listeners_have_addresses_of_their_own(string one, string other, bool collide)
    {
        var (first, second) = (ListenerAddress.Parse(one), ListenerAddress.Parse(other));
        string[] expected = collide ? ["FG112"] : [];
        Assert.Equal(expected, (s_good with { Listeners = [first, second] }).Validate().Select(failure => failure.Code));
        if (!second.IsTls)
        {
            Assert.Equal(expected, (s_good with { Listeners = [first], Management = second }).Validate().Select(failure => failure.Code));
        }
    }

    [Fact]
    public void Everything_wrong_is_told_at_once() => Assert.Equal(
        ["FG103", "FG104", "FG109", "FG105", "FG108"],
        (s_good with { AccountId = "a", Region = "A", StageName = "/", Upstream = "x", Drain = TimeSpan.FromSeconds(-1) }).Validate().Select(failure => failure.Code));
}
