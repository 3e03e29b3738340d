// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.SamPolicies;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;
using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;
using System.Text.Json.Nodes;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamPolicies;

public sealed class PolicyTemplatesTests
{
    [Fact]
    public void A_template_becomes_a_policy_with_its_parameters() => ApiTemplates.Same(
        """
        {"Statement": [{"Effect": "Allow", "Action": ["sqs:SendMessage*"], "Resource": {"Fn::Sub": ["arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${queueName}", {"queueName": {"Ref": "Q"}}]}}]}
        """,
        Policy("SQSSendMessagePolicy: {QueueName: !Ref Q}"));

    [Fact]
    public void A_template_can_have_a_condition_and_several_statements()
    {
        var statements = Policy("AWSSecretsManagerRotationPolicy: {FunctionName: F}")["Statement"]!.AsArray();
        Assert.Equal(2, statements.Count);
        ApiTemplates.Same(
            """{"StringEquals": {"secretsmanager:resource/AllowRotationLambdaArn": {"Fn::Sub": ["arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${functionName}", {"functionName": "F"}]}}}""",
            statements[0]!["Condition"]);
        ApiTemplates.Same("""{"Fn::Sub": "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:*"}""", statements[0]!["Resource"]);
        Assert.Equal("*", (string?)statements[1]!["Resource"]);
    }

    [Fact]
    public void All_of_AWSs_templates_can_be_read() => Assert.All(
        PolicyTables.Lines("PolicyTemplates.txt").Where(line => !line.StartsWith(' ')),
        line =>
        {
            var words = line.Split(' ');
            var values = SamNode.Map([.. words[1..].Select(word => (word, (SamNode?)"value"))]);
            Assert.All(PolicyTemplates.Policy(words[0], values, SamNode.Map())["Statement"]!.Items, statement => Assert.True(statement.Has("Action") && statement.Has("Resource")));
        });

    [Theory]
    [InlineData("SQSPollerPolicy: {}", "Following required parameters of template 'SQSPollerPolicy' don't have values: ['QueueName']")]
    [InlineData("SQSPollerPolicy: x", "Must specify valid parameter values for policy template 'SQSPollerPolicy'")]
    public void Refuses_what_lacks_parameters(string policy, string cause) =>
        Assert.Contains(cause, ApiTemplates.Fault(FunctionTemplates.Of($"Policies: [{{{policy}}}]")).Cause, StringComparison.Ordinal);

    private static JsonNode Policy(string policy) => ApiTemplates.Properties(FunctionTemplates.Of($"Policies: [{{{policy}}}]"), "FRole")["Policies"]![0]!["PolicyDocument"]!;
}
