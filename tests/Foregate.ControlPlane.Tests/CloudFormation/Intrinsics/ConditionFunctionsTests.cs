// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Intrinsics;

public sealed class ConditionFunctionsTests
{
    [Theory]
    [InlineData("a", "b", true)]
    [InlineData("a", "c", false)]
    public void A_resource_whose_condition_does_not_hold_is_not_there(string one, string two, bool isThere)
    {
        var account = Templates.Account(
            """
            Parameters: {One: {Type: String}, Two: {Type: String}}
            Conditions:
              IsTwo: !Equals [!Ref Two, b]
              Is: !And [!Equals [!Ref One, a], !Condition IsTwo]
            Resources:
              Api: {Type: AWS::ApiGateway::RestApi, Condition: Is, Properties: {Name: a}}
              Other: {Type: AWS::ApiGateway::RestApi, Properties: {Name: b}}
            """,
            "template.yaml",
            ("One", one),
            ("Two", two));
        Assert.Equal(isThere ? 2 : 1, account.RestApis.Count);
    }

    [Fact]
    public void Conditions_in_a_circle_are_refused()
    {
        var result = Templates.Of(
            """
            Conditions:
              A: !Not [!Condition B]
              B: !Not [!Condition A]
            Resources:
              T: {Type: AWS::SNS::Topic}
            """);
        Assert.StartsWith("2: Circular condition dependency", Assert.Single(result.Lines()), StringComparison.Ordinal);
    }
}
