// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamEvents;

public sealed class BucketEventsTests
{
    private const string Event = "E: {Type: S3, Properties: {Bucket: !Ref B, Events: [\"s3:a\", \"s3:b\"], Filter: {S3Key: {Rules: []}}}}";

    [Fact]
    public void The_bucket_notifies_the_function_once_it_is_permitted()
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of(events: Event, others: "B: {Type: AWS::S3::Bucket, DependsOn: X}"));
        ApiTemplates.Same("""["X", "FEPermission"]""", resources["B"]!["DependsOn"]);
        ApiTemplates.Same(
            """
            [{"Function": {"Fn::GetAtt": ["F", "Arn"]}, "Filter": {"S3Key": {"Rules": []}}, "Event": "s3:a"}, {"Function": {"Fn::GetAtt": ["F", "Arn"]}, "Filter": {"S3Key": {"Rules": []}}, "Event": "s3:b"}]
            """,
            resources["B"]!["Properties"]!["NotificationConfiguration"]!["LambdaConfigurations"]);
        ApiTemplates.Same("""{"Ref": "AWS::AccountId"}""", resources["FEPermission"]!["Properties"]!["SourceAccount"]);
    }

    [Fact]
    public void A_function_that_may_be_absent_is_depended_on_through_a_tag()
    {
        var bucket = ApiTemplates.Resources(FunctionTemplates.Of(events: Event, attributes: "Condition: C", others: "B: {Type: AWS::S3::Bucket}"))["B"]!;
        Assert.Null(bucket["DependsOn"]);
        ApiTemplates.Same(
            """[{"Key": "sam:ConditionalDependsOn:FEPermission", "Value": {"Fn::If": ["C", {"Ref": "FEPermission"}, "no dependency"]}}]""", bucket["Properties"]!["Tags"]);
        Assert.NotNull(bucket["Properties"]!["NotificationConfiguration"]!["LambdaConfigurations"]![0]!["Fn::If"]);
    }

    [Theory]
    [InlineData("Bucket: b")]
    [InlineData("Bucket: !Ref Missing")]
    public void The_bucket_must_be_one_of_the_template(string bucket)
    {
        var fault = ApiTemplates.Fault(FunctionTemplates.Of(events: $"E: {{Type: S3, Properties: {{{bucket}, Events: x}}}}"));
        Assert.EndsWith("S3 events must reference an S3 bucket in the same template.", fault.Cause, StringComparison.Ordinal);
        Assert.Equal("#/Resources/F/Properties/Events/E/Properties/Bucket", fault.DocumentPath);
    }
}
