// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Pipeline;

public sealed class StepRunnerTests
{
    private readonly List<string> _ran = [];

    [Fact]
    public async Task The_door_comes_first_then_the_binder_then_the_route()
    {
        var exchange = Given([Says("door 1"), Says("door 2")], default, [Says("route 1"), Says("route 2")]);
        var running = StepRunner.RunAsync(exchange);
        Assert.True(running.IsCompletedSuccessfully);
        Assert.Equal(VerdictKind.Answered, (await running).Kind);
        Assert.Equal(["door 1", "door 2", "bind", "route 1", "route 2"], _ran);
        Assert.Equal((StepList.OnRoute, 2, VerdictKind.Answered), Stopped(exchange));
    }

    [Fact]
    public async Task A_step_at_the_door_that_answers_ends_the_way()
    {
        var exchange = Given([Says("door 1"), Says("door 2", Verdict.Answered), Says("door 3")], default, [Says("route 1")]);
        Assert.Equal(VerdictKind.Answered, (await StepRunner.RunAsync(exchange)).Kind);
        Assert.Equal(["door 1", "door 2"], _ran);
        Assert.Equal((StepList.AtTheDoor, 1, VerdictKind.Answered), Stopped(exchange));
    }

    [Fact]
    public async Task What_the_binder_refuses_runs_no_route()
    {
        var exchange = Given([Says("door 1")], Verdict.Reject(Rejections.Rest.RouteNotFound), [Says("route 1")]);
        Assert.Same(Rejections.Rest.RouteNotFound, (await StepRunner.RunAsync(exchange)).Rejection);
        Assert.Equal(["door 1", "bind"], _ran);
        Assert.Equal((StepList.Bind, 0, VerdictKind.Rejected), Stopped(exchange));
    }

    [Fact]
    public async Task A_step_on_the_route_that_refuses_ends_the_way()
    {
        var exchange = Given([], default, [Says("route 1"), Says("route 2", Verdict.Reject(Rejections.Rest.Throttled)), Says("route 3")]);
        Assert.Same(Rejections.Rest.Throttled, (await StepRunner.RunAsync(exchange)).Rejection);
        Assert.Equal(["bind", "route 1", "route 2"], _ran);
        Assert.Equal((StepList.OnRoute, 1, VerdictKind.Rejected), Stopped(exchange));
    }

    [Fact]
    public async Task A_step_that_waits_is_waited_for_and_the_way_goes_on_behind_it()
    {
        var atDoor = new TaskCompletionSource<Verdict>();
        var onRoute = new TaskCompletionSource<Verdict>();
        var exchange = Given([Says("door 1"), Waits("door 2", atDoor), Says("door 3")], default, [Waits("route 1", onRoute), Says("route 2")]);
        var running = StepRunner.RunAsync(exchange).AsTask();
        Assert.Equal(["door 1", "door 2"], _ran);
        atDoor.SetResult(Verdict.Continue);
        Assert.Equal(["door 1", "door 2", "door 3", "bind", "route 1"], _ran);
        Assert.False(running.IsCompleted);
        onRoute.SetResult(Verdict.Continue);
        Assert.Equal(VerdictKind.Answered, (await running).Kind);
        Assert.Equal(["door 1", "door 2", "door 3", "bind", "route 1", "route 2"], _ran);
        Assert.Equal((StepList.OnRoute, 2, VerdictKind.Answered), Stopped(exchange));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_step_that_waited_may_refuse_in_either_list(bool atTheDoor)
    {
        var waiting = new TaskCompletionSource<Verdict>();
        var step = Waits("waits", waiting);
        var exchange = Given(atTheDoor ? [Says("door"), step] : [], default, atTheDoor ? [] : [Says("route"), step]);
        var running = StepRunner.RunAsync(exchange).AsTask();
        waiting.SetResult(Verdict.Reject(Rejections.Rest.IntegrationTimeout));
        Assert.Same(Rejections.Rest.IntegrationTimeout, (await running).Rejection);
        Assert.Equal((atTheDoor ? StepList.AtTheDoor : StepList.OnRoute, 1, VerdictKind.Rejected), Stopped(exchange));
    }

    [Theory]
    [InlineData((int)StepList.AtTheDoor, false)]
    [InlineData((int)StepList.AtTheDoor, true)]
    [InlineData((int)StepList.OnRoute, false)]
    [InlineData((int)StepList.OnRoute, true)]
    public async Task What_a_step_throws_comes_out_and_the_step_is_noted_whether_it_waited_or_not(int list, bool waits)
    {
        foreach (var waitsBefore in new[] { false, true })
        {
            var before = new TaskCompletionSource<Verdict>();
            var waiting = new TaskCompletionSource<Verdict>();
            IStep[] steps =
            [
                waitsBefore ? Waits("before", before) : Says("before"),
                waits ? Waits("waits", waiting) : new Step(() => throw new InvalidOperationException("thrown")),
                Says("after"),
            ];
            var exchange = list == (int)StepList.AtTheDoor ? Given(steps, default, []) : Given([Says("door")], default, steps);
            var running = Running(exchange);
            before.SetResult(Verdict.Continue);
            waiting.SetException(new InvalidOperationException("thrown"));
            Assert.Equal("thrown", (await Assert.ThrowsAsync<InvalidOperationException>(() => running)).Message);
            Assert.Equal(((StepList)list, 1, VerdictKind.Threw), Stopped(exchange));
            Assert.DoesNotContain("after", _ran);
        }
    }

    [Fact]
    public async Task A_binder_that_throws_is_noted()
    {
        var broken = Given([Says("door")], default, [], binds: static () => throw new InvalidOperationException("thrown"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Running(broken));
        Assert.Equal((StepList.Bind, 0, VerdictKind.Threw), Stopped(broken));
    }

    [Fact]
    public void A_way_that_waits_for_nothing_costs_no_memory()
    {
        var step = new Step(static () => Verdict.Continue);
        var exchange = Given([step], default, [step, step], quiet: true);
        Assert.Equal(0, GivenRequest.Allocated(() => Sample.Completed(StepRunner.RunAsync(exchange))));
    }

    private static (StepList List, int Index, VerdictKind Kind) Stopped(Exchange exchange) =>
        (exchange.Stopped.List, exchange.Stopped.Index, exchange.Stopped.Kind);

    private Step Says(string name, Verdict verdict = default) => new(() =>
    {
        _ran.Add(name);
        return verdict;
    });

    private Step Waits(string name, TaskCompletionSource<Verdict> until) => new(() =>
    {
        _ran.Add(name);
        return new ValueTask<Verdict>(until.Task);
    });

    // What is thrown at once, too, as a task.
    private static async Task<Verdict> Running(Exchange exchange) => await StepRunner.RunAsync(exchange);

    private Exchange Given(IStep[] atTheDoor, Verdict bound, IStep[] onRoute, bool quiet = false, Action? binds = null)
    {
        var route = new RoutePlan
        {
            Steps = onRoute, ResourcePath = "/", RouteKey = "GET /", ResourceId = "r", ParameterNames = [], DefinitionPath = "/restapis/a/resources/r",
        };
        return new Exchange(1024)
        {
            Stage = new StagePlan
            {
                Kind = ApiKind.Rest,
                ApiId = "api1234567",
                StageName = "prod",
                AccountId = "123456789012",
                DeploymentId = "dep001",
                Variables = FrozenDictionary<string, string>.Empty,
                AtTheDoor = atTheDoor,
                Binder = new Binder(route, bound, quiet ? null : _ran, binds),
                Rejections = Rejections.Rest,
            },
        };
    }

    private sealed class Step(Func<ValueTask<Verdict>> invoke) : IStep
    {
        public ValueTask<Verdict> InvokeAsync(Exchange exchange) => invoke();
    }

    private sealed class Binder(RoutePlan route, Verdict verdict, List<string>? ran, Action? binds) : IBinder
    {
        public Verdict Bind(Exchange exchange)
        {
            binds?.Invoke();
            ran?.Add("bind");
            if (verdict.Kind == VerdictKind.Continue)
            {
                exchange.Route.Set(route);
            }

            return verdict;
        }
    }
}
