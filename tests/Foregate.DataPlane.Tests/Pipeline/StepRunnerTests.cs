// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Pipeline;

/// <summary>The lists run top to bottom, and stop where a verdict says so, whether steps wait or not.</summary>
public sealed class StepRunnerTests
{
    private readonly List<string> _ran = [];

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
        }
    }
}
