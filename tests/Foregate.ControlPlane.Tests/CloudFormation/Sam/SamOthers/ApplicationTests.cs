// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamOthers;

public sealed class ApplicationTests
{
    [Theory]
    [InlineData("https://s3.amazonaws.com/b/t.yaml")]
    [InlineData("./nested/template.yaml")]
    public void An_application_is_a_nested_stack(string location) => ApiTemplates.Same(
        $$$"""{"TemplateURL": "{{{location}}}", "Parameters": {"P": {"Ref": "X"}}, "TimeoutInMinutes": 5, "Tags": [{"Key": "lambda:createdBy", "Value": "SAM"}]}""",
        ApiTemplates.Properties($"Resources: {{A: {{Type: AWS::Serverless::Application, Properties: {{Location: \"{location}\", Parameters: {{P: !Ref X}}, TimeoutInMinutes: 5}}}}}}"));

    [Fact]
    public void One_of_the_repository_is_refused() => Assert.EndsWith(
        "The application lies in the Serverless Application Repository, which Foregate does not reach.",
        ApiTemplates.Fault("Resources: {A: {Type: AWS::Serverless::Application, Properties: {Location: {ApplicationId: a, SemanticVersion: 1.0.0}}}}").Cause,
        StringComparison.Ordinal);
}
