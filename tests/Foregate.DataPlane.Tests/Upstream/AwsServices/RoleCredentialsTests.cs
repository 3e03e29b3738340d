// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Upstream.AwsServices;
using Foregate.Standards.SignatureV4;

namespace Foregate.DataPlane.Tests.Upstream.AwsServices;

public sealed class RoleCredentialsTests
{
    private static readonly GatewayOptions s_options = new()
    {
        ServiceCredentials = new AwsCredentials("OWN", "s"),
        RoleCredentials = new Dictionary<string, AwsCredentials> { ["arn:aws:iam::1:role/a"] = new("ROLE", "s") },
    };

    [Theory]
    [InlineData(null, "OWN")]
    [InlineData("", "OWN")]
    [InlineData("arn:aws:iam::*:user/*", "OWN")]
    [InlineData("arn:aws:iam::1:role/a", "ROLE")]
    [InlineData("arn:aws:iam::1:role/b", null)]
    public void Are_the_roles_or_the_gateways_own(string? role, string? id)
    {
        Assert.Equal(id, RoleCredentials.Find(role, s_options, out var error)?.AccessKeyId);
        Assert.Equal(id is null, error.Length > 0);
    }

    [Fact]
    public void Every_other_role_may_have_some_too() => Assert.Equal("REST", RoleCredentials.Find(
        "arn:aws:iam::1:role/b", s_options with { RoleCredentials = new Dictionary<string, AwsCredentials> { ["*"] = new("REST", "s") } }, out _)?.AccessKeyId);
}
