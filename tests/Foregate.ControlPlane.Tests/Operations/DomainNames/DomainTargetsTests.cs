// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.DomainNames;

namespace Foregate.ControlPlane.Tests.Operations.DomainNames;

public sealed class DomainTargetsTests
{
    [Fact]
    public void Names_look_as_AWS_s_do()
    {
        var ground = new DomainGround();
        Assert.Matches(@"^d-[a-z0-9]{10}\.execute-api\.eu-central-1\.amazonaws\.com$", DomainTargets.RegionalDomainName(ground.Account, ground.Domain));
        Assert.Matches(@"^d[a-z0-9]{10}\.cloudfront\.net$", DomainTargets.DistributionDomainName(ground.Domain));
        Assert.Equal("Z1U9ULNL0V5AJ3", DomainTargets.RegionalHostedZoneId(ground.Account));
        Assert.Null(DomainTargets.RegionalHostedZoneId(ground.Account with { Region = "mx-central-1" }));
        Assert.Equal("arn:aws:apigateway:eu-central-1::/domainnames/regional.example.com", DomainTargets.Arn(ground.Account, ground.Domain));
        Assert.Equal(
            $"arn:aws:apigateway:eu-central-1:123456789012:/domainnames/private.example.com+{ground.PrivateId}",
            DomainTargets.Arn(ground.Account, Domains.Find(ground.Account, "private.example.com", ground.PrivateId)!));
    }
}
