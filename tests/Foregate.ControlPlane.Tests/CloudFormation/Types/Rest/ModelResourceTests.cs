// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class ModelResourceTests
{
    [Fact]
    public void Is_made_changed_replaced_and_deleted() => new TypeTable(
        "Model",
        Given.Api,
        ("ContentType!", "\"application/json\"", ""),
        ("Description", "\"c\"", "\"d\""),
        ("Name", "\"Pet\"", "\"Dog\""),
        ("RestApiId", """{"Ref": "A"}""", """{"Ref": "B"}"""),
        ("Schema!", """{"type": "object", "properties": {"a": {"type": "string"}}}""", """{"type": "object", "properties": {"b": {"type": "integer"}}}""")).Check();

    [Theory]
    [InlineData("\"{\\\"type\\\":\\\"object\\\"}\"")]
    [InlineData("{\"type\": \"object\"}")]
    public void A_schema_is_an_object_or_the_text_of_one(string schema)
    {
        var account = RestStacks.Make(RestStacks.Template("Model", Given.Api, $$""" "RestApiId": {"Ref": "A"}, "ContentType": "application/json", "Schema": {{schema}} """));
        Assert.Equal("""{"type":"object"}""", account.RestApis[RestStacks.Resource(account, "A").PhysicalId].Models["shopX"].Schema);
    }
}
