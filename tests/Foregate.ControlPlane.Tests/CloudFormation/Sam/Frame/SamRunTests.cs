// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Sam;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;
using System.Text;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.Frame;

public sealed class SamRunTests
{
    [Theory]
    [InlineData("eu-west-1", "aws")]
    [InlineData("cn-north-1", "aws-cn")]
    [InlineData("us-gov-west-1", "aws-us-gov")]
    public void The_partition_is_the_regions(string region, string partition)
    {
        var text = FunctionTemplates.Of("Policies: ReadOnlyAccess");
        var root = DocumentReader.Read(Encoding.UTF8.GetBytes(text), "t.yaml", new DocumentLimits(), [])!;
        var reading = new ReadingContext(root, "123456789012", region);
        var template = SamTransform.Transform(new LongForm(reading).Of(root, DocumentPath.Root), new Dictionary<string, string>(), region, reading)!;
        Assert.Contains($"arn:{partition}:iam::aws:policy/ReadOnlyAccess", JsonText.Of(template), StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_that_is_needed_is_added_where_the_template_has_none()
    {
        var template = ApiTemplates.Transformed(FunctionTemplates.Of("Role: !If [C, arn, !Ref AWS::NoValue]"));
        ApiTemplates.Same("""{"Fn::Not": [{"Condition": "C"}]}""", template["Conditions"]!["NOTC"]);
    }

    [Fact]
    public void Faults_of_several_resources_are_told_together()
    {
        var (_, faults) = PublishedTransforms.Run(FunctionTemplates.Of("DeadLetterQueue: {Type: SQS}", others: "G: {Type: AWS::Serverless::StateMachine}"));
        Assert.Equal(
            [
                "Resource with id [F] is invalid. 'DeadLetterQueue' requires Type and TargetArn properties to be specified.",
                "Resource with id [G] is invalid. Either 'Definition' or 'DefinitionUri' property must be specified.",
            ],
            faults.Select(fault => fault.Cause).Order(StringComparer.Ordinal));
    }
}
