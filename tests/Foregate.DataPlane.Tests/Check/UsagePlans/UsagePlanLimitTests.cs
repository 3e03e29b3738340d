// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Check.UsagePlans;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests.Check.UsagePlans;

public sealed class UsagePlanLimitTests : IDisposable
{
    private readonly GivenPlan _given = new();

    public void Dispose() => _given.Dispose();

    [Fact]
    public void Is_not_there_when_the_method_requires_no_key() => Assert.Null(UsagePlanLimit.For(new Method { HttpMethod = "GET" }));

    [Fact]
    public void Throttles_each_key_over_all_stages_of_the_plan()
    {
        var plan = GivenPlan.Plan(new ThrottleSettings { RateLimit = 10, BurstLimit = 5 });
        var (prod, test) = (_given.Steps(plan), _given.Steps(plan, "/dogs", "POST", "test"));
        Assert.Equal(3, _given.Admitted(prod, 3));
        Assert.Equal(2, _given.Admitted(test, 10));
        Assert.Equal(5, _given.Admitted(prod, 10, "k2"));
        var refusal = _given.Ask(prod)!;
        Assert.Equal((429, "Too Many Requests", "TooManyRequestsException", RejectionReason.Throttled), (refusal.Status, refusal.Message, refusal.ErrorType, refusal.Reason));
        Assert.Equal("/usageplans/plan1/throttle", refusal.Place);
        Assert.Equal("API key k1 (***6789) makes more than 10 requests per second after a burst of 5.", refusal.Detail);
        _given.Time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(1, _given.Admitted(test, 2));
    }

    [Fact]
    public void Gives_a_method_with_limits_of_its_own_its_own_bucket()
    {
        var plan = GivenPlan.Plan(new ThrottleSettings { RateLimit = 10, BurstLimit = 5 }, null, ("/pets/GET", 10, 2), ("/pets/POST", null, 1));
        var get = _given.Steps(plan);
        Assert.Equal(2, _given.Admitted(get, 10));
        var refusal = _given.Ask(get)!;
        Assert.Equal("/usageplans/plan1/apiStages/api1234567:prod/throttle/pets/GET", refusal.Place);
        // The rate that the entry leaves out is the plan's.
        var post = _given.Steps(plan, method: "POST");
        Assert.Equal(1, _given.Admitted(post, 10));
        _given.Time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(1, _given.Admitted(post, 10));
        Assert.Equal(5, _given.Admitted(_given.Steps(plan, "/dogs"), 10));
        Assert.Equal(5, _given.Admitted(_given.Steps(plan, stage: "test"), 10, "k2"));
    }

    [Theory]
    [InlineData("/GET")]
    [InlineData("//GET")]
    public void Finds_the_limits_of_the_root_s_methods(string entry) =>
        Assert.Equal(2, _given.Admitted(_given.Steps(GivenPlan.Plan(null, null, (entry, 1, 2)), "/"), 5));

    [Fact]
    public void Tells_limits_of_methods_that_the_stage_does_not_have()
    {
        _given.Steps(GivenPlan.Plan(null, null, ("/pets/GET", 1, 1), ("/cats/GET", 1, 1)));
        Assert.Contains("/cats/GET", Assert.Single(_given.Held).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(QuotaPeriodType.Day)]
    [InlineData(QuotaPeriodType.Week)]
    [InlineData(QuotaPeriodType.Month)]
    public void Lets_exactly_the_quota_through(QuotaPeriodType period)
    {
        var plan = GivenPlan.Plan(quota: new QuotaSettings { Limit = 7, Period = period });
        var (prod, test) = (_given.Steps(plan), _given.Steps(plan, stage: "test"));
        Assert.Equal(4, _given.Admitted(prod, 4));
        Assert.Equal(3, _given.Admitted(test, 10));
        Assert.Equal(7, _given.Admitted(prod, 10, "k2"));
        var refusal = _given.Ask(prod)!;
        Assert.Equal((429, "Limit Exceeded", "LimitExceededException", RejectionReason.QuotaExceeded), (refusal.Status, refusal.Message, refusal.ErrorType, refusal.Reason));
        Assert.Equal("/usageplans/plan1/quota", refusal.Place);
        Assert.Equal($"API key k1 (***6789) has used up its quota of 7 requests per {period.ToString().ToLowerInvariant()}.", refusal.Detail);
    }

    [Fact]
    public void Does_not_count_what_a_limit_refuses()
    {
        var plan = GivenPlan.Plan(new ThrottleSettings { RateLimit = 1, BurstLimit = 2 }, new QuotaSettings { Limit = 3, Period = QuotaPeriodType.Day });
        var steps = _given.Steps(plan);
        Assert.Equal(2, _given.Admitted(steps, 50));
        _given.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, _given.Admitted(steps, 50));
        _given.Time.Advance(TimeSpan.FromSeconds(2));
        // Two tokens, no quota; and the tokens stay.
        Assert.Equal(RejectionReason.QuotaExceeded, _given.Ask(steps)!.Reason);
        Assert.Equal(RejectionReason.QuotaExceeded, _given.Ask(steps)!.Reason);
        Assert.Equal(RejectionReason.QuotaExceeded, _given.Ask(steps)!.Reason);
    }

    [Fact]
    public void Has_back_what_the_stage_s_limit_refuses()
    {
        var plan = GivenPlan.Plan(new ThrottleSettings { RateLimit = 1, BurstLimit = 4 }, new QuotaSettings { Limit = 4, Period = QuotaPeriodType.Day });
        var settings = new Stage { StageName = "prod", DeploymentId = "d", CreatedDate = default, LastUpdatedDate = default };
        settings = settings with
        {
            MethodSettings = OrdinalMap.Empty<MethodSetting>().Add("pets/GET", new MethodSetting { ThrottlingRateLimit = 1, ThrottlingBurstLimit = 1 }),
        };
        var limited = _given.Steps(plan, settings: settings);
        Assert.Equal(1, _given.Admitted(limited, 20));
        Assert.Equal("/restapis/api1234567/stages/prod/methodSettings/pets/GET", _given.Ask(limited)!.Place);
        Assert.Equal(3, _given.Admitted(_given.Steps(plan, "/dogs"), 20));
        Assert.Equal(RejectionReason.Throttled, _given.Ask(_given.Steps(plan, "/dogs"))!.Reason);
    }

    [Fact]
    public void Goes_on_counting_when_limits_change()
    {
        var quota = new QuotaSettings { Limit = 5, Period = QuotaPeriodType.Day };
        Assert.Equal(3, _given.Admitted(_given.Steps(GivenPlan.Plan(quota: quota)), 3));
        Assert.Equal(1, _given.Admitted(_given.Steps(GivenPlan.Plan(quota: quota with { Limit = 4 })), 10));
        Assert.Equal(6, _given.Admitted(_given.Steps(GivenPlan.Plan(quota: quota with { Limit = 10, Period = QuotaPeriodType.Month })), 20));
        Assert.Equal(0, _given.Admitted(_given.Steps(GivenPlan.Plan(quota: quota)), 20));
        Assert.Equal(50, _given.Admitted(_given.Steps(GivenPlan.Plan()), 50));
    }

    [Fact]
    public void Gives_a_key_that_two_plans_list_the_limits_of_the_first()
    {
        var first = GivenPlan.Plan(quota: new QuotaSettings { Limit = 2, Period = QuotaPeriodType.Day });
        _given.Steps(first with { Id = "plan2", Quota = new QuotaSettings { Limit = 9, Period = QuotaPeriodType.Day } });
        Assert.Equal(2, _given.Admitted(_given.Steps(first), 20));
    }

    [Fact]
    public void Allocates_nothing_neither_letting_through_nor_refusing()
    {
        var plan = GivenPlan.Plan(new ThrottleSettings { RateLimit = 1, BurstLimit = 1_000_000 }, new QuotaSettings { Limit = 1_000_000, Period = QuotaPeriodType.Day }, ("/pets/PUT", 1, 1));
        foreach (var (steps, passes) in new[] { (_given.Steps(plan), true), (_given.Steps(plan with { Quota = plan.Quota! with { Limit = 1 } }), false), (_given.Steps(plan, method: "PUT"), false) })
        {
            var exchange = GivenRequest.Of("GET", "/pets", "x-api-key: " + GivenPlan.ValueOf("k1"));
            _given.Arrive(exchange);
            _given.Ask(steps);
            Assert.Equal(passes, GivenPlan.Run(steps, exchange) is null);
            Assert.Equal(0, GivenRequest.Allocated(() =>
            {
                foreach (var step in steps)
                {
                    Completed(step.InvokeAsync(exchange));
                }
            }));
        }

        static void Completed(ValueTask<Verdict> verdict) => Assert.True(verdict.IsCompletedSuccessfully);
    }
}
