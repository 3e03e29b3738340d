// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Reading;

public sealed class TemplateParametersTests
{
    [Theory]
    [InlineData("Type: String, AllowedValues: [a,b]", "c", "Parameter 'P' must be one of AllowedValues [a, b].")]
    [InlineData("Type: String, AllowedPattern: '[a-z]+'", "c1", "Parameter 'P' must match pattern [a-z]+.")]
    [InlineData("Type: String, MinLength: 3", "c", "Parameter 'P' must have between 3 and any number of characters.")]
    [InlineData("Type: Number, MaxValue: 3", "4", "Parameter 'P' must be between any and 3.")]
    [InlineData("Type: Number", "four", "Parameter 'P' must be a number.")]
    [InlineData("Type: 'AWS::SSM::Parameter::Value<String>'", "x", "Unable to fetch parameters [x] from parameter store for this account.")]
    [InlineData("Type: Strange", "x", "There is no parameter type Strange.")]
    public void What_a_parameter_does_not_allow_is_refused(string definition, string value, string cause) =>
        Assert.Equal(cause, Assert.Single(With(definition, ("P", value)).Faults).Cause);

    [Fact]
    public void All_that_have_no_value_are_named_at_once()
    {
        var result = Templates.Of(
            """
            Parameters: {A: {Type: String}, B: {Type: String}}
            Resources:
              T: {Type: AWS::SNS::Topic}
              NotAtFault: {Type: AWS::ApiGateway::RestApi, Properties: {Name: !Ref A}}
              NorThis: {Type: AWS::ApiGateway::ApiKey, Properties: {Value: !Sub "${B}"}}
              NorWhoNeedsIt: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref NotAtFault, ParentId: !GetAtt NotAtFault.RootResourceId, PathPart: a}}
            """);
        Assert.Equal("Parameters: [A, B] must have values.", Assert.Single(result.Faults).Cause);
    }

    [Fact]
    public void One_that_the_template_does_not_have_is_refused() =>
        Assert.Equal("Parameters: [Q] do not exist in the template.", Assert.Single(With("Type: String, Default: x", ("Q", "1")).Faults).Cause);

    private static Foregate.ControlPlane.OpenApi.ImportResult With(string definition, params (string, string)[] values) => Templates.Of(
        $"""
        Parameters:
          P:
            {definition.Replace(", ", "\n    ", StringComparison.Ordinal)}
        Resources:
          T:
            Type: AWS::SNS::Topic
        """,
        "template.yaml",
        values);
}
