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
    public void Keeps_its_limits()
    {
        var request = new UsagePlans.CreateUsagePlanRequest
        {
            Name = "p",
            ApiStages = [Prod with { Throttle = Ground.Map(("/pets/GET", new ThrottleSettings { RateLimit = 1 })) }],
            Throttle = new ThrottleSettings { BurstLimit = 2, RateLimit = 3 },
            Quota = new QuotaSettings { Limit = 4, Period = QuotaPeriodType.Week },
            ProductCode = "code",
        };
        var plan = Create(request).Done();
        Assert.Equal((request.Throttle, request.Quota, "code", 1.0), (plan.Throttle, plan.Quota, plan.ProductCode, plan.ApiStages[0].Throttle["/pets/GET"].RateLimit));
        Create(request with { Throttle = new ThrottleSettings { RateLimit = -1 } }).Refused(400, "Throttling limits must be non-negative numbers");
        Create(request with { Quota = request.Quota with { Limit = 0 } }).Refused(400, "Usage Plan quota limit must be greater than 0");
        Create(request with { Quota = request.Quota with { Offset = 5 } }).Refused(400, "Usage Plan quota offset must be between 0 and the quota limit");
        Create(request with { ApiStages = [Prod with { Throttle = Ground.Map(("pets", new ThrottleSettings())) }] })
            .Refused(400, "Invalid method throttle specified: pets. Must be /{resourcePath}/{httpMethod}");
    }

    private OperationResult<UsagePlan> Create(UsagePlans.CreateUsagePlanRequest request) => UsagePlans.CreateUsagePlan(_ground.Account, request, Ground.Context);
}
