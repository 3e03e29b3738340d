// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Check.ApiKeys;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Tests.Check.ApiKeys;

public sealed class StageApiKeysTests
{
    [Fact]
    public void Has_the_keys_of_the_plans_that_list_the_stage()
    {
        var account = new Account { AccountId = "000000000000", Region = "us-east-1" };
        account = account with
        {
            ApiKeys = account.ApiKeys.Add("k1", Key("k1", "value-one")).Add("k2", Key("k2", "value-two")).Add("k3", Key("k3", "value-three")),
            UsagePlans = account.UsagePlans
                .Add("p1", Plan("p1", "prod", "k1"))
                .Add("p2", Plan("p2", "test", "k2"))
                .Add("p3", Plan("p3", "prod", "k3")),
        };
        var keys = new StageApiKeys(GivenRequest.Compilation(ApiKind.Rest, account: account));
        Assert.Equal("k1", keys.Table.Find("value-one"u8)?.Id);
        Assert.Null(keys.Table.Find("value-two"u8));
        Assert.Equal("k3", keys.Table.Find("value-three"u8)?.Id);
        Assert.Same(keys.Table, keys.Table);
    }

    [Fact]
    public void Has_a_slot_for_methods_that_a_plan_limits_for_themselves()
    {
        var account = new Account { AccountId = "000000000000", Region = "us-east-1" };
        var plan = Plan("p1", "prod", "k1");
        plan = plan with
        {
            ApiStages = [plan.ApiStages[0] with { Throttle = plan.ApiStages[0].Throttle.Add("/pets/GET", new ThrottleSettings { RateLimit = 1 }) }],
        };
        var keys = new StageApiKeys(GivenRequest.Compilation(ApiKind.Rest, account: account with { UsagePlans = account.UsagePlans.Add("p1", plan) }));
        Assert.Equal((0, -1, -1), (keys.SlotOf("/pets", "GET"), keys.SlotOf("/pets", "POST"), keys.SlotOf("/", "GET")));
    }

    private static ApiKey Key(string id, string value) =>
        new() { Id = id, Value = value, Enabled = true, CreatedDate = default, LastUpdatedDate = default };

    private static UsagePlan Plan(string id, string stage, string key)
    {
        var plan = new UsagePlan { Id = id, Name = id, ApiStages = [new ApiStage { ApiId = "api1234567", Stage = stage }] };
        return plan with { Keys = plan.Keys.Add(key, new UsagePlanKey { Id = key }) };
    }
}
