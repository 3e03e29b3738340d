// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class StateMachineApiEventsTests
{
    private const string Template =
        """
        Resources:
          M:
            Type: AWS::Serverless::StateMachine
            Properties:
              Definition: {StartAt: A, States: {A: {Type: Succeed}}}
              Role: arn:r
              Events:
                E:
                  Type: Api
                  Properties: {Path: /start, Method: POST}

        """;

    [Fact]
    public void Starts_an_execution_with_a_role_of_its_own()
    {
        var resources = ApiTemplates.Resources(Template);
        var integration = resources["ServerlessRestApi"]!["Properties"]!["Body"]!["paths"]!["/start"]!["post"]!["x-amazon-apigateway-integration"]!;
        Assert.Equal("aws", (string?)integration["type"]);
        ApiTemplates.Same("""{"Fn::GetAtt": ["MERole", "Arn"]}""", integration["credentials"]);
        Assert.Equal(
            """{"input": "$util.escapeJavaScript($input.json('$'))", "stateMachineArn": "${M}"}""", (string?)integration["requestTemplates"]!["application/json"]!["Fn::Sub"]);
        ApiTemplates.Same(
            """[{"Action": "states:StartExecution", "Effect": "Allow", "Resource": {"Ref": "M"}}]""", resources["MERole"]!["Properties"]!["Policies"]![0]!["PolicyDocument"]!["Statement"]);
    }

    [Fact]
    public void Unescapes_quotes_when_it_is_told_to() => Assert.Contains(
        """.replaceAll("\\'","'")""",
        (string)ApiTemplates.Properties(Template.Replace("Method: POST", "Method: POST, UnescapeMappingTemplate: true", StringComparison.Ordinal), "ServerlessRestApi")
            ["Body"]!["paths"]!["/start"]!["post"]!["x-amazon-apigateway-integration"]!["requestTemplates"]!["application/json"]!["Fn::Sub"]!,
        StringComparison.Ordinal);
}
