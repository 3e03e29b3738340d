// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class DocumentationPartResourceTests
{
    [Fact]
    public void Is_made_changed_replaced_and_deleted() => new TypeTable(
        "DocumentationPart",
        Given.Api,
        ("Location", """{"Type": "METHOD", "Path": "/", "Method": "GET"}""", """{"Type": "RESPONSE", "Path": "/", "Method": "GET", "StatusCode": "200"}"""),
        ("Properties", "\"{\\\"description\\\": \\\"a\\\"}\"", "\"{\\\"description\\\": \\\"b\\\"}\""),
        ("RestApiId", """{"Ref": "A"}""", """{"Ref": "B"}""")).Check();

    [Fact]
    public void A_type_that_is_none_is_refused_at_its_place() => Assert.Equal(
        "#/Resources/X/Properties/Location/Type",
        Assert.Single(RestStacks.Try(
            OpenApi.Imports.Empty,
            RestStacks.Template("DocumentationPart", Given.Api, """ "RestApiId": {"Ref": "A"}, "Location": {"Type": "THING"}, "Properties": "{}" """)).Faults).DocumentPath);
}
