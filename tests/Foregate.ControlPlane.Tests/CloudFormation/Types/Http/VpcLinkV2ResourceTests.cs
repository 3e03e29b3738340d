// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.BackEnds;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Http;

public sealed class VpcLinkV2ResourceTests
{
    private static readonly Lifecycle s_life = new(
        """
        Resources:
          It: {Type: AWS::ApiGatewayV2::VpcLink, Properties: PROPERTIES}
        """,
        """Name: v, SubnetIds: [subnet-1]""");

    [Fact]
    public void Each_property_changes_in_place_and_goes_back() => s_life.Changes(
        """Name: w""",
        """Tags: {k: v}""");

    [Fact]
    public void Another_takes_its_place_where_CloudFormation_says_so() => s_life.Replaces("""SubnetIds: [subnet-2]""", """SecurityGroupIds: [sg-1]""");

    [Fact]
    public void Its_end_leaves_nothing_and_a_call_is_seen() => s_life.Ends(static account => HttpVpcLinks.UpdateVpcLink(account, Lifecycle.It(account).PhysicalId, "else").Account!);
}
