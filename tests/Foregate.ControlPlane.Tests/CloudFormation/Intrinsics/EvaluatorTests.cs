// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Intrinsics;

public sealed class EvaluatorTests
{
    [Theory]
    [InlineData("!Ref Word", "blue")]
    [InlineData("!Ref AWS::Region", "us-east-1")]
    [InlineData("!Ref AWS::StackName", "shop")]
    [InlineData("!Join ['-', [a, !Ref Word, c]]", "a-blue-c")]
    [InlineData("!Join ['+', !Ref Words]", "x+y")]
    [InlineData("!Select [1, !Split [',', 'a,b,c']]", "b")]
    [InlineData("!Select [0, !GetAZs '']", "us-east-1a")]
    [InlineData("!FindInMap [Sizes, us-east-1, small]", "128")]
    [InlineData("!FindInMap [Sizes, !Ref AWS::Region, big, {DefaultValue: none}]", "none")]
    [InlineData("!If [IsBlue, yes it is, no]", "yes it is")]
    [InlineData("{'Fn::Base64': hello}", "aGVsbG8=")]
    [InlineData("{'Fn::Length': [1, 2, 3]}", "3")]
    [InlineData("{'Fn::ToJsonString': {a: [1, true, 'x']}}", "{\"a\":[1,true,\"x\"]}")]
    [InlineData("!Select [2, !Cidr [10.0.0.0/16, 6, 8]]", "10.0.2.0/24")]
    [InlineData("!Sub '${Word} ${!Word} ${AWS::AccountId} ${Own}${Rest}'", null)]
    [InlineData("!Sub ['${Word}-${Own}', {Own: !Ref Word}]", "blue-blue")]
    [InlineData("!Sub '${Word} ${!Word} ${AWS::AccountId}'", "blue ${Word} 000000000000")]
    [InlineData("!GetAtt Table.Arn", "arn:aws:dynamodb:us-east-1:000000000000:table/shop-Table")]
    [InlineData("!Sub '${Table}'", "shop-Table")]
    public void Functions_give_what_CloudFormation_gives(string value, string? expected)
    {
        var result = Evaluate(value);
        if (expected is null)
        {
            Assert.Contains(result.Faults, fault => fault.Cause.Contains("[Own]", StringComparison.Ordinal));
            Assert.Contains(result.Faults, fault => fault.Cause.Contains("[Rest]", StringComparison.Ordinal));
        }
        else
        {
            Assert.Empty(result.Lines());
            Assert.Equal(expected, Assert.Single(result.Outputs).Value);
        }
    }

    [Theory]
    [InlineData("!Ref Nobody", "Unresolved resource dependencies [Nobody]: there is no such parameter or resource.")]
    [InlineData("{'Fn::Transform': {Name: AWS::Include}}", "Fn::Transform runs a macro, which Foregate cannot: macros live on AWS.")]
    [InlineData("!FindInMap [Sizes, us-east-1, big]", "Unable to get mapping for Sizes::us-east-1::big.")]
    [InlineData("!Select [3, [a]]", "The arguments of Fn::Select are not what it takes.")]
    [InlineData("!Cidr [10.0.0.0/24, 9, 6]", "The arguments of Fn::Cidr are not what it takes.")]
    [InlineData("!If [Nothing, a, b]", "Unresolved condition Nothing.")]
    [InlineData("!Equals [a, b]", "Fn::Equals can stand under Conditions only.")]
    [InlineData("!Uppercase a", "There is no function !Uppercase.")]
    [InlineData("{'Fn::Uppercase': a}", "There is no function Fn::Uppercase.")]
    public void What_is_wrong_is_told_with_its_place(string value, string cause)
    {
        var fault = Evaluate(value).Faults[0];
        Assert.Equal(cause, fault.Cause);
        Assert.Equal(16, fault.Location.Line);
    }

    [Fact]
    public void No_value_takes_the_property_away()
    {
        var account = Templates.Account(
            """
            Resources:
              Api:
                Type: AWS::ApiGateway::RestApi
                Properties:
                  Name: a
                  Description: !Ref AWS::NoValue
            """);
        Assert.Null(Assert.Single(account.RestApis).Value.Description);
    }

    private static Foregate.ControlPlane.OpenApi.ImportResult Evaluate(string value) => Templates.Of(
        $$"""
        Transform: AWS::LanguageExtensions
        Parameters:
          Word: {Type: String, Default: blue}
          Words: {Type: CommaDelimitedList, Default: "x, y"}
        Mappings:
          Sizes:
            us-east-1: {small: 128}
        Conditions:
          IsBlue: !Equals [!Ref Word, blue]
          IsRed: !Not [!Condition IsBlue]
          Both: !And [!Condition IsBlue, !Or [!Condition IsRed, !Condition IsBlue]]
        Resources:
          Table: {Type: AWS::DynamoDB::Table}
        Outputs:
          Value:
            Value: {{value}}
        """);
}
