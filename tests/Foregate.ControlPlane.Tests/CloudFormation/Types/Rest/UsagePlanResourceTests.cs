// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class UsagePlanResourceTests
{
    [Fact]
    public void Is_made_changed_replaced_and_deleted() => new TypeTable(
        "UsagePlan",
        Given.Stages,
        ("ApiStages", """[{"ApiId": {"Ref": "A"}, "Stage": {"Ref": "S"}, "Throttle": {"/pets/GET": {"BurstLimit": 1, "RateLimit": 2}}}]""", """[{"ApiId": {"Ref": "A"}, "Stage": {"Ref": "S"}, "Throttle": {"/pets/GET": {"BurstLimit": 1, "RateLimit": 2.5}}}]"""),
        ("Description", "\"c\"", "\"d\""),
        ("Quota", """{"Limit": 10, "Offset": 1, "Period": "DAY"}""", """{"Limit": 10, "Period": "MONTH"}"""),
        ("Tags", Given.Tags, Given.OtherTags),
        ("Throttle", """{"BurstLimit": 1, "RateLimit": 2}""", """{"RateLimit": 3}"""),
        ("UsagePlanName", "\"n\"", "\"m\"")).Check();
}
