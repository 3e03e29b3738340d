// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class ResourceResourceTests
{
    [Fact]
    public void Is_made_changed_replaced_and_deleted() => new TypeTable(
        "Resource",
        Given.Api + """
        , "R": {"Type": "AWS::ApiGateway::Resource", "Properties": {"RestApiId": {"Ref": "A"}, "ParentId": {"Fn::GetAtt": ["A", "RootResourceId"]}, "PathPart": "r"}}
        """,
        ("ParentId", """{"Fn::GetAtt": ["A", "RootResourceId"]}""", """{"Ref": "R"}"""),
        ("PathPart", "\"x\"", "\"y\""),
        ("RestApiId", """{"Ref": "A"}""", "")).Check();
}
