// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamOthers;

public sealed class StateMachineTests
{
    [Fact]
    public void The_definition_is_a_text_with_names_in_the_place_of_functions()
    {
        var machine = ApiTemplates.Properties(Template("Definition: {StartAt: X, States: {X: {Resource: !GetAtt F.Arn, List: [!Ref P]}}}, DefinitionSubstitutions: {own: value}"));
        var lines = machine["DefinitionString"]!["Fn::Join"]![1]!.AsArray().Select(line => (string?)line);
        Assert.Equal(
            """
            {
                "StartAt": "X",
                "States": {
                    "X": {
                        "List": [
                            "${definition_substitution_1}"
                        ],
                        "Resource": "${definition_substitution_2}"
                    }
                }
            }
            """.ReplaceLineEndings("\n"),
            string.Join('\n', lines));
        ApiTemplates.Same(
            """{"own": "value", "definition_substitution_1": {"Ref": "P"}, "definition_substitution_2": {"Fn::GetAtt": ["F", "Arn"]}}""", machine["DefinitionSubstitutions"]);
    }

    [Fact]
    public void Events_start_it_with_roles_of_their_own()
    {
        var resources = ApiTemplates.Resources(Template("DefinitionUri: s3://b/k, PermissionsBoundary: pb, Events: {E: {Type: Schedule, Properties: {Schedule: x}}, S: {Type: ScheduleV2, Properties: {ScheduleExpression: x}}}"));
        ApiTemplates.Same("""{"Bucket": "b", "Key": "k"}""", resources["A"]!["Properties"]!["DefinitionS3Location"]);
        ApiTemplates.Same("""[{"Arn": {"Ref": "A"}, "Id": "AEStepFunctionsTarget", "RoleArn": {"Fn::GetAtt": ["AERole", "Arn"]}}]""", resources["AE"]!["Properties"]!["Targets"]);
        Assert.Equal("AERoleStartExecutionPolicy", (string?)resources["AERole"]!["Properties"]!["Policies"]![0]!["PolicyName"]);
        Assert.Equal("pb", (string?)resources["AERole"]!["Properties"]!["PermissionsBoundary"]);
        Assert.Equal("states:StartExecution", (string?)resources["ASRole"]!["Properties"]!["Policies"]![0]!["PolicyDocument"]!["Statement"]![0]!["Action"]);
    }

    [Fact]
    public void An_alias_can_be_what_is_started()
    {
        var resources = ApiTemplates.Resources(Template("DefinitionUri: s3://b/k, AutoPublishAlias: live, UseAliasAsEventTarget: true, Events: {E: {Type: EventBridgeRule, Properties: {Pattern: {}}}}"));
        ApiTemplates.Same("""{"Ref": "AAliaslive"}""", resources["AE"]!["Properties"]!["Targets"]![0]!["Arn"]);
        ApiTemplates.Same("""{"Name": "live", "DeploymentPreference": {"Type": "ALL_AT_ONCE", "StateMachineVersionArn": {"Ref": "AVersion"}}}""", resources["AAliaslive"]!["Properties"]);
        Assert.Equal("Retain", (string?)resources["AVersion"]!["UpdateReplacePolicy"]);
    }

    [Theory]
    [InlineData("DefinitionUri: s3://b/k, Definition: {a: b}", "Specify either 'Definition' or 'DefinitionUri' property and not both.")]
    [InlineData("DefinitionUri: s3://b/k, Role: r, Policies: ReadOnlyAccess", "Specify either 'Role' or 'Policies' (but not both at the same time) or neither of them.")]
    [InlineData("DefinitionUri: s3://b/k, UseAliasAsEventTarget: true", "'UseAliasAsEventTarget' requires 'AutoPublishAlias' property to be specified.")]
    public void Refuses_what_SAM_refuses(string properties, string cause) => Assert.EndsWith(cause, ApiTemplates.Fault(Template(properties)).Cause, StringComparison.Ordinal);

    private static string Template(string properties) => $"Resources: {{A: {{Type: AWS::Serverless::StateMachine, Properties: {{{properties}}}}}}}";
}
