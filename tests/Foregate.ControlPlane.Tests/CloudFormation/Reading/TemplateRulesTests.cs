// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Stacks;

namespace Foregate.ControlPlane.Tests.CloudFormation.Reading;

public sealed class TemplateRulesTests
{
    private const string Template = """
        Parameters:
          Size: {Type: String, Default: small}
          Kind: {Type: String, Default: test}
          Zones: {Type: CommaDelimitedList, Default: 'a,a'}
        Rules:
          Sizes:
            RuleCondition: !Equals [!Ref Kind, prod]
            Assertions:
              - {Assert: {'Fn::Contains': [[large, huge], !Ref Size]}, AssertDescription: Production is large}
              - {Assert: {'Fn::EachMemberIn': [!Ref Zones, [a, b]]}}
          Same:
            Assertions: [{Assert: {'Fn::Or': [{'Fn::EachMemberEquals': [!Ref Zones, a]}, !Not [!Equals [!Ref Kind, prod]]]}}]
        Resources: {Key: {Type: AWS::ApiGateway::ApiKey}}
        """;

    [Theory]
    [InlineData("test", "small", "x,y", null)]
    [InlineData("prod", "large", "a,a", null)]
    [InlineData("prod", "small", "a,a", "The rule Sizes is broken: Production is large.")]
    [InlineData("prod", "huge", "a,c", "The rule Sizes is broken: its assertion does not hold.")]
    [InlineData("prod", "huge", "a,b", "The rule Same is broken: its assertion does not hold.")]
    public void Parameters_must_satisfy_the_rules(string kind, string size, string zones, string? cause)
    {
        var outcome = Deployments.Empty.Deploy(Template, given: [("Kind", kind), ("Size", size), ("Zones", zones)]);
        if (cause is null)
        {
            Assert.Empty(outcome.Lines());
        }
        else
        {
            Assert.Contains(outcome.Faults, fault => fault.Cause == cause);
            Assert.Null(outcome.RolledBack);
        }
    }

    [Theory]
    [InlineData("{'Fn::RefAll': 'AWS::EC2::VPC::Id'}", "Fn::RefAll looks at what an AWS account has, which is not here.")]
    [InlineData("large", "This must be a list of texts.")]
    public void What_is_no_list_is_told(string list, string cause) => Assert.Contains(
        Deployments.Empty.Deploy(Template.Replace("[large, huge]", list, StringComparison.Ordinal), given: ("Kind", "prod")).Faults, fault => fault.Cause == cause);

    [Fact]
    public void What_is_no_condition_is_told() => Assert.Contains(
        Deployments.Empty.Deploy(Template.Replace("'Fn::Contains'", "'Fn::Join'", StringComparison.Ordinal), given: ("Kind", "prod")).Faults, fault => fault.Cause == "This is no condition of a rule.");
}
