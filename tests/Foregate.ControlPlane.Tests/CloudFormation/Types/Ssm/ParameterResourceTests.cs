// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.Ssm;
using Foregate.ControlPlane.Tests.CloudFormation.Stacks;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Ssm;

public sealed class ParameterResourceTests
{
    private static readonly Lifecycle s_life = new("Resources: {It: {Type: AWS::SSM::Parameter, Properties: PROPERTIES}}", "Type: String, Value: v");

    [Fact]
    public void Each_property_changes_in_place_and_goes_back() => s_life.Changes("Value: w", "Type: StringList", "Description: d", "AllowedPattern: '[a-z]'", "Tier: Advanced", "Tags: {k: v}");

    [Fact]
    public void Another_takes_its_place_where_CloudFormation_says_so() => s_life.Replaces("Name: named");

    [Fact]
    public void Its_end_leaves_nothing_and_a_call_is_seen() => s_life.Ends(static account => Parameters.PutParameter(
        account, new Parameters.PutParameterRequest { Name = Lifecycle.It(account).PhysicalId, Value = "else", Overwrite = true }, Deployments.Operations).Account!);

    [Fact]
    public void It_is_known_by_its_name_and_its_value_can_be_referred_to()
    {
        var account = Deployments.Empty.Deployed("Resources: {P: {Type: AWS::SSM::Parameter, Properties: {Name: /a/b, Type: String, Value: v}}}\nOutputs: {R: {Value: !Ref P}, V: {Value: !GetAtt P.Value}}");
        Assert.Equal(["/a/b", "v"], account.Stacks["shop"].Outputs.Select(static output => output.Value));
        Assert.Equal("v", account.Parameters["/a/b"].Value);
    }
}
