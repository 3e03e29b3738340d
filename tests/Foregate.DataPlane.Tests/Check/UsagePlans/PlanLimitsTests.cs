// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Check.UsagePlans;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Tests.Check.UsagePlans;

public sealed class PlanLimitsTests
{
    private static readonly ApiKey Key = new() { Id = "k1", Value = "0123456789-secret", Enabled = true, CreatedDate = default, LastUpdatedDate = default };

    [Fact]
    public void Are_the_same_for_all_methods_without_limits_of_their_own()
    {
        var plan = GivenPlan.Plan(new ThrottleSettings { RateLimit = 1, BurstLimit = 1 }, null, ("/pets/GET", 1, 1));
        var (whole, byMethod) = new PlanLimits(plan, plan.ApiStages[0], ["/pets/GET", "/dogs/GET"], GivenRequest.Compilation(ApiKind.Rest)).Of(Key);
        Assert.NotSame(whole, byMethod[0]);
        Assert.Same(whole, byMethod[1]);
    }

    [Fact]
    public void Faults_a_rate_that_is_no_number_where_it_is_said()
    {
        List<CompilationFault> faults = [];
        var plan = GivenPlan.Plan(new ThrottleSettings { RateLimit = double.NaN }, null, ("/pets/GET", double.PositiveInfinity, 1));
        _ = new PlanLimits(plan, plan.ApiStages[0], ["/pets/GET"], GivenRequest.Compilation(ApiKind.Rest, faults));
        Assert.Equal(["/usageplans/plan1/throttle", "/usageplans/plan1/apiStages/api1234567:prod/throttle/pets/GET"], faults.Select(static fault => fault.Path));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void Tell_that_a_quota_does_not_outlive_the_process(bool isKept, int told)
    {
        List<CompilationFault> held = [];
        var plan = GivenPlan.Plan(quota: new QuotaSettings { Limit = 1, Period = QuotaPeriodType.Day });
        _ = new PlanLimits(plan, plan.ApiStages[0], [], GivenRequest.Compilation(ApiKind.Rest, options: new GatewayOptions { KeepsUsage = isKept }, held: held));
        Assert.Equal(told, held.Count(static notice => notice.Path == "/usageplans/plan1" && notice.Message.Contains("--data", StringComparison.Ordinal)));
    }
}
