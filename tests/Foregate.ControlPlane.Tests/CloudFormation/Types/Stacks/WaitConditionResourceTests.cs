// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Stacks;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Stacks;

public sealed class WaitConditionResourceTests
{
    private const string Template = """
        Resources:
          Handle: {Type: AWS::CloudFormation::WaitConditionHandle}
          Wait: {Type: AWS::CloudFormation::WaitCondition, Properties: {Handle: !Ref Handle, Count: 0, Timeout: "1"}}
          Plain: {Type: AWS::CloudFormation::WaitCondition}
        Outputs: {Data: {Value: !GetAtt Wait.Data}}
        """;

    [Fact]
    public void One_that_waits_for_nothing_is_made_and_changes_in_place()
    {
        var account = Deployments.Empty.Deployed(Template);
        Assert.Equal("{}", account.Stacks["shop"].Outputs.Single().Value);
        Assert.True(account.Deploy(Template).IsUnchanged);
        Assert.False(account.Deploy(Template.Replace("Timeout: \"1\"", "Timeout: \"2\"", StringComparison.Ordinal)).Changes.Single().IsReplaced);
    }

    [Fact]
    public void Signals_are_not_waited_for() => Assert.Equal(
        "3: The wait condition waits for 2 signals, which nothing here receives. [#/Resources/Wait/Properties/Count]",
        Assert.Single(Deployments.Empty.Deploy(Template.Replace("Count: 0", "Count: 2", StringComparison.Ordinal)).Lines()));
}
