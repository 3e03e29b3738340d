// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class ApiKeyResourceTests
{
    [Fact]
    public void Is_made_changed_replaced_and_deleted() => new TypeTable(
        "ApiKey",
        Given.Stages,
        ("CustomerId", "\"c\"", "\"d\""),
        ("Description", "\"c\"", "\"d\""),
        ("Enabled", "false", "true"),
        ("GenerateDistinctId", "true", ""),
        ("Name", "\"n\"", ""),
        ("StageKeys", """[{"RestApiId": {"Ref": "A"}, "StageName": {"Ref": "S"}}]""", """[{"RestApiId": {"Ref": "A"}, "StageName": {"Ref": "S2"}}]"""),
        ("Tags", Given.Tags, Given.OtherTags),
        ("Value", "\"aaaaaaaaaaaaaaaaaaaaaaaa\"", "\"bbbbbbbbbbbbbbbbbbbbbbbb\"")).Check();

    [Theory]
    [InlineData("Name", "\"m\"")]
    [InlineData("GenerateDistinctId", "true")]
    public void A_key_whose_value_nobody_gives_is_replaced_by_one_with_another(string property, string value)
    {
        var account = RestStacks.Make(RestStacks.Template("ApiKey", "", """ "Enabled": true """));
        var outcome = RestStacks.Try(account, RestStacks.Template("ApiKey", "", $"\"Enabled\": true, \"{property}\": {value}"), value: 9);
        Assert.True(Assert.Single(outcome.Changes).IsReplaced);
        Assert.NotEqual(account.ApiKeys.Keys.Single(), outcome.Account!.ApiKeys.Keys.Single());
    }

    [Fact]
    public void Is_enabled_unless_it_says_otherwise_and_is_called_after_the_stack()
    {
        var key = Assert.Single(RestStacks.Make("""{"Resources": {"X": {"Type": "AWS::ApiGateway::ApiKey"}}}""").ApiKeys).Value;
        Assert.True(key.Enabled);
        Assert.Equal("shop-X", key.Name);
    }

    [Fact]
    public void A_value_that_is_too_short_is_refused_at_the_property() => Assert.Equal(
        "#/Resources/X/Properties/Value",
        Assert.Single(RestStacks.Try(OpenApi.Imports.Empty, """{"Resources": {"X": {"Type": "AWS::ApiGateway::ApiKey", "Properties": {"Value": "short"}}}}""").Faults).DocumentPath);
}
