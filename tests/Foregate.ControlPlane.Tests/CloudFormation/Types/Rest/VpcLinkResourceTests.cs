// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class VpcLinkResourceTests
{
    [Fact]
    public void Is_made_changed_replaced_and_deleted() => new TypeTable(
        "VpcLink",
        "",
        ("Description", "\"c\"", "\"d\""),
        ("Name", "\"n\"", "\"m\""),
        ("Tags", Given.Tags, Given.OtherTags),
        ("TargetArns", """["arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/a/1"]""", """["arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/b/1"]""")).Check();
}
