// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway;

public sealed class UsagePlanKeysTests
{
    private readonly RestGround _ground = new RestGround().Deployed();

    [Fact]
    public void Adds_gets_and_removes()
    {
        var (plan, key) = (Plan("p"), Key("k"));
        _ground.Do(Add(plan, key));
        Assert.Equal("API_KEY", UsagePlanKeys.GetUsagePlanKey(_ground.Account, plan, key).Done().Type);
        Assert.Equal(409, Add(plan, key).Error!.StatusCode);
        _ground.Do(UsagePlanKeys.DeleteUsagePlanKey(_ground.Account, plan, key));
        UsagePlanKeys.GetUsagePlanKey(_ground.Account, plan, key).Refused(404, "Invalid API Key identifier specified");
    }

    [Fact]
    public void Refuses_what_is_not_there()
    {
        var (plan, key) = (Plan("p"), Key("k"));
        Add("nobody", key).Refused(404, "Invalid Usage Plan ID specified");
        Add(plan, "nobody").Refused(404, "Invalid API Key identifier specified");
        Assert.Equal(400, UsagePlanKeys.CreateUsagePlanKey(_ground.Account, plan, key, "OTHER", Ground.Context).Error!.StatusCode);
    }

    [Fact]
    public void Lets_a_key_be_in_one_plan_per_stage_whichever_comes_second()
    {
        var stage = new ApiStage { ApiId = _ground.ApiId, Stage = "prod" };
        var (one, two, key) = (Plan("one", stage), Plan("two"), Key("k"));
        _ground.Do(Add(one, key));
        _ground.Do(Add(two, key));
        Assert.Equal(409, UsagePlans.UpdateUsagePlan(_ground.Account, two, new UsagePlans.UpdateUsagePlanRequest { ApiStages = [stage] }).Error!.StatusCode);
        var three = Plan("three", stage);
        Assert.Equal(409, Add(three, key).Error!.StatusCode);
    }

    [Fact]
    public void Keeps_the_quota_that_is_configured()
    {
        var key = Key("k");
        _ground.Do(Add(Plan("one"), key));
        var context = Ground.Context with { Quotas = Ground.Context.Quotas with { UsagePlansPerApiKey = 1 } };
        var two = Plan("two");
        Assert.Equal(429, UsagePlanKeys.CreateUsagePlanKey(_ground.Account, two, key, "API_KEY", context).Error!.StatusCode);
    }

    private string Plan(string name, params ApiStage[] stages) =>
        _ground.Do(UsagePlans.CreateUsagePlan(_ground.Account, new UsagePlans.CreateUsagePlanRequest { Name = name, ApiStages = [.. stages] }, Ground.Context)).Id;

    private string Key(string name) =>
        _ground.Do(ApiKeys.CreateApiKey(_ground.Account, new ApiKeys.CreateApiKeyRequest { Name = name, Value = "0123456789-0123456789-" + name }, Ground.Context)).Id;

    private OperationResult<UsagePlanKey> Add(string plan, string key) => UsagePlanKeys.CreateUsagePlanKey(_ground.Account, plan, key, "API_KEY", Ground.Context);
}
