// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamFunctions;

public sealed class ServerlessFunctionTests
{
    [Fact]
    public void A_function_and_its_role_are_made()
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of("Timeout: !Ref T, Tracing: Active, DeadLetterQueue: {Type: SQS, TargetArn: q}, SourceKMSKeyArn: k"));
        ApiTemplates.Same(
            """
            {"Handler": "app.run", "Runtime": "python3.13", "Timeout": {"Ref": "T"}, "Role": {"Fn::GetAtt": ["FRole", "Arn"]}, "Code": {"S3Bucket": "bucket", "S3Key": "key", "SourceKMSKeyArn": "k"},
             "Tags": [{"Key": "lambda:createdBy", "Value": "SAM"}], "TracingConfig": {"Mode": "Active"}, "DeadLetterConfig": {"TargetArn": "q"}}
            """,
            resources["F"]!["Properties"]);
        Assert.Equal(["F", "FRole"], resources.Select(entry => entry.Key));
    }

    [Theory]
    [InlineData("!If [C, !Ref AWS::NoValue, arn]", """{"Fn::If": ["C", {"Fn::GetAtt": ["FRole", "Arn"]}, "arn"]}""", "C")]
    [InlineData("!If [C, arn, !Ref AWS::NoValue]", """{"Fn::If": ["C", "arn", {"Fn::GetAtt": ["FRole", "Arn"]}]}""", "NOTC")]
    [InlineData("!If [C, !Ref AWS::NoValue, !Ref AWS::NoValue]", """{"Fn::GetAtt": ["FRole", "Arn"]}""", null)]
    [InlineData("!If [C, a, b]", """{"Fn::If": ["C", "a", "b"]}""", "none")]
    public void A_role_stands_in_where_a_condition_leaves_it_out(string role, string made, string? condition)
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of($"Role: {role}"));
        ApiTemplates.Same(made, resources["F"]!["Properties"]!["Role"]);
        Assert.Equal(condition, resources["FRole"] is { } there ? (string?)there["Condition"] : "none");
    }

    [Fact]
    public void Tracing_that_a_parameter_turns_off_is_off()
    {
        var function = ApiTemplates.Properties($"Parameters: {{T: {{Type: String, Default: Disabled}}}}\n{FunctionTemplates.Of("Tracing: !Ref T")}", "F");
        Assert.Null(function["TracingConfig"]);
    }

    [Fact]
    public void Code_is_asked_for() => Assert.EndsWith(
        "Either 'InlineCode' or 'CodeUri' must be set.",
        ApiTemplates.Fault(FunctionTemplates.Of().Replace("CodeUri: s3://bucket/key, ", "", StringComparison.Ordinal)).Cause,
        StringComparison.Ordinal);
}
