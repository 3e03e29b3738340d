// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamPolicies;

public sealed class PoliciesTests
{
    [Fact]
    public void A_condition_can_choose_a_template_or_nothing()
    {
        var role = ApiTemplates.Properties(FunctionTemplates.Of("Policies: [!If [C, {SQSPollerPolicy: {QueueName: q}}, !Ref AWS::NoValue]]"), "FRole");
        var choice = role["Policies"]![0]!["Fn::If"]!;
        Assert.Equal("FRolePolicy0", (string?)choice[1]!["PolicyName"]);
        ApiTemplates.Same("""{"Ref": "AWS::NoValue"}""", choice[2]);
    }

    [Fact]
    public void A_condition_can_choose_between_managed_policies()
    {
        var role = ApiTemplates.Properties(FunctionTemplates.Of("Policies: [!If [C, ReadOnlyAccess, !Ref P], !Ref P]"), "FRole");
        ApiTemplates.Same("""{"Fn::If": ["C", "arn:aws:iam::aws:policy/ReadOnlyAccess", {"Ref": "P"}]}""", role["ManagedPolicyArns"]![1]);
        ApiTemplates.Same("""{"Ref": "P"}""", role["ManagedPolicyArns"]![2]);
    }

    [Theory]
    [InlineData("!If [C, ReadOnlyAccess, {Statement: []}]", "Different policy types within the same Fn::If statement is unsupported.")]
    [InlineData("{NoSuchPolicy: {}}", "Policy at index 0 in the 'Policies' property is not valid.")]
    public void Refuses_what_is_no_policy(string policy, string cause) =>
        Assert.EndsWith(cause, ApiTemplates.Fault(FunctionTemplates.Of($"Policies: [{policy}]")).Cause, StringComparison.Ordinal);
}
