// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class UsagePlanKeyResourceTests
{
    [Fact]
    public void Is_made_changed_replaced_and_deleted() => new TypeTable(
        "UsagePlanKey",
        Given.Stages + """
        ,
        "K": {"Type": "AWS::ApiGateway::ApiKey", "Properties": {"Value": "aaaaaaaaaaaaaaaaaaaaaaaa"}},
        "K2": {"Type": "AWS::ApiGateway::ApiKey", "Properties": {"Value": "bbbbbbbbbbbbbbbbbbbbbbbb"}},
        "P": {"Type": "AWS::ApiGateway::UsagePlan", "Properties": {}},
        "P2": {"Type": "AWS::ApiGateway::UsagePlan", "Properties": {}}
        """,
        ("KeyId", """{"Ref": "K"}""", """{"Ref": "K2"}"""),
        ("KeyType", "\"API_KEY\"", ""),
        ("UsagePlanId", """{"Ref": "P"}""", """{"Ref": "P2"}""")).Check();
}
