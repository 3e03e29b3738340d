// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway;

public sealed class UsagePlansTests
{
    private readonly RestGround _ground = new RestGround().Deployed();

    private ApiStage Prod => new() { ApiId = _ground.ApiId, Stage = "prod" };

    [Fact]
    public void Makes_gets_updates_and_deletes()
    {
        var plan = _ground.Do(Create(new UsagePlans.CreateUsagePlanRequest { Name = "p", Description = "d" }));
        plan = _ground.Do(UsagePlans.UpdateUsagePlan(_ground.Account, plan.Id, new UsagePlans.UpdateUsagePlanRequest { ApiStages = [Prod] }));
        Assert.Equal(("p", "d", "prod"), (plan.Name, plan.Description, plan.ApiStages[0].Stage));
        Assert.Same(plan, UsagePlans.GetUsagePlan(_ground.Account, plan.Id).Done());
        Assert.Equal(400, UsagePlans.DeleteUsagePlan(_ground.Account, plan.Id).Error!.StatusCode);
        _ground.Do(UsagePlans.UpdateUsagePlan(_ground.Account, plan.Id, new UsagePlans.UpdateUsagePlanRequest { ApiStages = [] }));
        _ground.Do(UsagePlans.DeleteUsagePlan(_ground.Account, plan.Id));
        UsagePlans.GetUsagePlan(_ground.Account, plan.Id).Refused(404, "Invalid Usage Plan ID specified");
    }

    [Fact]
    public void Refuses_stages_that_are_not_there()
    {
        Create(new UsagePlans.CreateUsagePlanRequest { Name = "p", ApiStages = [Prod with { Stage = "dev" }] }).Refused(400, "Invalid API Stage specified");
        Create(new UsagePlans.CreateUsagePlanRequest { Name = "p", ApiStages = [Prod, Prod] }).Refused(400, "Invalid API Stage specified");
        var plan = _ground.Do(Create(new UsagePlans.CreateUsagePlanRequest { Name = "p" }));
        UsagePlans.UpdateUsagePlan(_ground.Account, plan.Id, new UsagePlans.UpdateUsagePlanRequest { ApiStages = [Prod with { Stage = "dev" }] })
            .Refused(404, $"Invalid API Stage {{api: {_ground.ApiId}, stage: dev}} specified for usageplan {plan.Id}");
    }

    [Fact]
    public void Says_that_limits_of_plans_are_not_built()
    {
        Create(new UsagePlans.CreateUsagePlanRequest { Name = "p", Throttle = new ThrottleSettings() }).Refused(400, "Foregate cannot do this yet: the throttle and the quota of a usage plan.");
        Create(new UsagePlans.CreateUsagePlanRequest { Name = "p", Quota = new QuotaSettings { Limit = 1, Period = QuotaPeriodType.Day } })
            .Refused(400, "Foregate cannot do this yet: the throttle and the quota of a usage plan.");
        Create(new UsagePlans.CreateUsagePlanRequest { Name = "p", ApiStages = [Prod with { Throttle = Ground.Map(("/GET", new ThrottleSettings())) }] })
            .Refused(400, "Foregate cannot do this yet: the method throttles of a usage plan.");
    }

    private OperationResult<UsagePlan> Create(UsagePlans.CreateUsagePlanRequest request) => UsagePlans.CreateUsagePlan(_ground.Account, request, Ground.Context);
}
