// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Pipeline;

<<<<<<< HEAD
/// <summary>The lists run top to bottom, and stop where a verdict says so, whether steps wait or not.</summary>
=======
>>>>>>> mirrored-tests
public sealed class StepRunnerTests
{
    private readonly List<string> _ran = [];

<<<<<<< HEAD
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_list_runs_in_order(bool waits)
    {
        var (verdict, exchange) = await RunAsync([Step("door1", waits), Step("door2", waits)], Step("bind"), [Step("one", waits), Step("two", waits)]);
        Assert.Equal(["door1", "door2", "bind", "one", "two"], _ran);
        Assert.Equal(VerdictKind.Answered, verdict.Kind);
        Assert.Equal((StepList.OnRoute, 2), (exchange.Stopped.List, exchange.Stopped.Index));
    }

    [Theory]
    [InlineData("door2", nameof(StepList.AtTheDoor), 1, 2)]
    [InlineData("bind", nameof(StepList.Bind), 0, 3)]
    [InlineData("two", nameof(StepList.OnRoute), 1, 5)]
    public async Task Nothing_runs_after_a_refusal(string refusing, string list, int index, int ran)
    {
        foreach (var waits in new[] { false, true })
        {
            _ran.Clear();
            var (verdict, exchange) = await RunAsync(
                [Step("door1", waits, refusing), Step("door2", waits, refusing)], Step("bind", false, refusing), [Step("one", waits, refusing), Step("two", waits, refusing)]);
            Assert.Same(Rejections.Rest.Throttled, verdict.Rejection);
            Assert.Equal(ran, _ran.Count);
            Assert.Equal((Enum.Parse<StepList>(list), index, VerdictKind.Rejected), (exchange.Stopped.List, exchange.Stopped.Index, exchange.Stopped.Kind));
        }
    }

    [Fact]
    public async Task A_step_that_answers_ends_the_list()
    {
        var (verdict, exchange) = await RunAsync([], Step("bind"), [new Recorded("one", _ran, false, Verdict.Answered), Step("two")]);
        Assert.Equal(["bind", "one"], _ran);
        Assert.Equal(VerdictKind.Answered, verdict.Kind);
        Assert.Equal(0, exchange.Stopped.Index);
    }

    [Fact]
    public async Task A_step_that_throws_throws_through() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync([], Step("bind"), [new Recorded("one", _ran, true, null)]));

    private Recorded Step(string name, bool waits = false, string? refusing = null) =>
        new(name, _ran, waits, name == refusing ? Verdict.Reject(Rejections.Rest.Throttled) : Verdict.Continue);

    private static async Task<(Verdict Verdict, Exchange Exchange)> RunAsync(IStep[] door, Recorded binder, IStep[] route)
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        exchange.Stage = new StagePlan
        {
            Kind = ApiKind.Rest,
            ApiId = "abc123",
            StageName = "prod",
            AccountId = "123456789012",
            DeploymentId = "d",
            Variables = FrozenDictionary<string, string>.Empty,
            AtTheDoor = door,
            Binder = binder,
            Rejections = Rejections.Rest,
        };
        exchange.Route.Set(new RoutePlan { Steps = route, ResourcePath = "/", RouteKey = "GET /", ResourceId = "r", ParameterNames = [], DefinitionPath = "/" });
        return (await StepRunner.RunAsync(exchange), exchange);
    }

    /// <summary>A step or a binder that notes that it ran. No verdict: it throws.</summary>
    private sealed class Recorded(string name, List<string> ran, bool waits, Verdict? verdict) : IStep, IBinder
    {
        public Verdict Bind(Exchange exchange)
        {
            ran.Add(name);
            return verdict!.Value;
        }

        public ValueTask<Verdict> InvokeAsync(Exchange exchange)
        {
            ran.Add(name);
            return waits ? WaitAsync() : verdict!.Value;
        }

        private async ValueTask<Verdict> WaitAsync()
        {
            await Task.Yield();
            return verdict ?? throw new InvalidOperationException();
=======
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

    [Fact]
    public async Task What_a_step_throws_comes_out_whether_it_waited_or_not()
    {
        var waiting = new TaskCompletionSource<Verdict>();
        var running = StepRunner.RunAsync(Given([], default, [Waits("waits", waiting)])).AsTask();
        waiting.SetException(new InvalidOperationException("later"));
        Assert.Equal("later", (await Assert.ThrowsAsync<InvalidOperationException>(() => running)).Message);
        var exchange = Given([new Step(() => throw new InvalidOperationException("at once"))], default, []);
        Assert.Equal("at once", (await Assert.ThrowsAsync<InvalidOperationException>(() => StepRunner.RunAsync(exchange).AsTask())).Message);
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

    private Exchange Given(IStep[] atTheDoor, Verdict bound, IStep[] onRoute, bool quiet = false)
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
                Binder = new Binder(route, bound, quiet ? null : _ran),
                Rejections = Rejections.Rest,
            },
        };
    }

    private sealed class Step(Func<ValueTask<Verdict>> invoke) : IStep
    {
        public ValueTask<Verdict> InvokeAsync(Exchange exchange) => invoke();
    }

    private sealed class Binder(RoutePlan route, Verdict verdict, List<string>? ran) : IBinder
    {
        public Verdict Bind(Exchange exchange)
        {
            ran?.Add("bind");
            if (verdict.Kind == VerdictKind.Continue)
            {
                exchange.Route.Set(route);
            }

            return verdict;
>>>>>>> mirrored-tests
        }
    }
}
