// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class UsagePlansTests
{
    [Fact]
    public void One_API_has_a_plan_a_key_and_their_membership()
    {
        var resources = ApiTemplates.Resources(ApiTemplates.Rest("Auth: {UsagePlan: {CreateUsagePlan: PER_API, Quota: {Limit: 1, Period: DAY}}}"));
        ApiTemplates.Same("""{"ApiStages": [{"ApiId": {"Ref": "A"}, "Stage": {"Ref": "AProdStage"}}], "Quota": {"Limit": 1, "Period": "DAY"}}""", resources["AUsagePlan"]!["Properties"]);
        ApiTemplates.Same("""["AUsagePlan"]""", resources["AApiKey"]!["DependsOn"]);
        ApiTemplates.Same("""{"KeyId": {"Ref": "AApiKey"}, "KeyType": "API_KEY", "UsagePlanId": {"Ref": "AUsagePlan"}}""", resources["AUsagePlanKey"]!["Properties"]);
    }

    [Fact]
    public void A_shared_plan_has_all_stages_and_is_there_when_any_API_is()
    {
        var template = ApiTemplates.Transformed($"Conditions:\n  C: !Equals [a, b]\n  D: !Equals [a, b]\nResources:\n{Api("A", "Condition: C")}{Api("B", "Condition: D\n    DeletionPolicy: Retain")}");
        var plan = template["Resources"]!["ServerlessUsagePlan"]!;
        Assert.Equal(2, plan["Properties"]!["ApiStages"]!.AsArray().Count);
        Assert.Equal("SharedUsagePlanCondition", (string?)plan["Condition"]);
        Assert.Equal("Retain", (string?)plan["DeletionPolicy"]);
        Assert.Equal(2, template["Conditions"]!["SharedUsagePlanCondition"]!["Fn::Or"]!.AsArray().Count);
    }

    [Fact]
    public void A_shared_plan_has_no_condition_when_one_API_has_none()
    {
        var template = ApiTemplates.Transformed($"Conditions:\n  C: !Equals [a, b]\nResources:\n{Api("A", "Condition: C")}{Api("B", "Metadata: {}")}");
        Assert.Null(template["Resources"]!["ServerlessUsagePlan"]!["Condition"]);
        Assert.Null(template["Conditions"]!["SharedUsagePlanCondition"]);
    }

    [Theory]
    [InlineData("{}", "'CreateUsagePlan' is a required field for UsagePlan.")]
    [InlineData("{CreateUsagePlan: SOME}", "'CreateUsagePlan' accepts one of")]
    [InlineData("{CreateUsagePlan: NONE, Burst: 1}", "it has no Burst")]
    [InlineData("x", "'UsagePlan' must be a dictionary")]
    public void Refuses_what_SAM_refuses(string plan, string cause) =>
        Assert.Contains(cause, ApiTemplates.Fault(ApiTemplates.Rest($"Auth: {{UsagePlan: {plan}}}")).Cause, StringComparison.Ordinal);

    private static string Api(string id, string attribute) =>
        $"  {id}:\n    Type: AWS::Serverless::Api\n    {attribute}\n    Properties: {{StageName: Prod, Auth: {{UsagePlan: {{CreateUsagePlan: SHARED}}}}}}\n";
}
