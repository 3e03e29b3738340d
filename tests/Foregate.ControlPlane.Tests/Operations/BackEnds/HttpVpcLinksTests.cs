// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.BackEnds;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Tests.Operations.BackEnds;

public sealed class HttpVpcLinksTests
{
    [Fact]
    public void Ids_differ_from_those_of_the_other_generation()
    {
        var context = Ground.Context with { FixedId = "link" };
        var made = HttpVpcLinks.CreateVpcLink(Ground.Empty, "l", ["subnet-1"], [], OrdinalMap.Empty<string>(), context).Done(out var account);
        Assert.Equal("link", made.VpcLinkId);
        VpcLinks.CreateVpcLink(account, "l", null, ["arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/net/n/1"], OrdinalMap.Empty<string>(), context)
            .Refused(409, "The id link in the tag _custom_id_ is taken");
    }

    [Fact]
    public void Refuses_what_AWS_refuses()
    {
        HttpVpcLinks.CreateVpcLink(Ground.Empty, "", ["subnet-1"], [], OrdinalMap.Empty<string>(), Ground.Context).Refused(400, "Name must be non-empty");
        HttpVpcLinks.CreateVpcLink(Ground.Empty, "l", [.. Enumerable.Range(0, 11).Select(static n => $"subnet-{n}")], [], OrdinalMap.Empty<string>(), Ground.Context)
            .Refused(400, "A VPC link has 1 to 10 subnets");
        HttpVpcLinks.GetVpcLink(Ground.Empty, "nobody").Refused(404, "Invalid VpcLink identifier specified nobody");
        HttpVpcLinks.UpdateVpcLink(Ground.Empty, "nobody", "n").Refused(404, "Invalid VpcLink identifier specified nobody");
    }
}
