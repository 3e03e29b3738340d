// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.DataPlane.Check.Throttling;
using Foregate.DataPlane.Tests.Check.UsagePlans;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Check.Throttling;

/// <summary>
/// What every throttle promises, whatever it is of: in no window of time more than burst + rate × window pass (half a per cent more
/// would be allowed), and of callers that would take as much, no less than 99 % of that.
/// </summary>
public sealed class ThrottleAccuracyTests
{
    private static readonly string[] s_places = ["method", "stage", "account", "plan", "plan's method"];

    /// <summary>64 callers, each of which comes again after a time of its own, be it 0.</summary>
    [Fact]
    public void Every_throttle_keeps_to_its_rate_and_burst_in_every_window() =>
        Gen.Select(
            Gen.Int[0, 4].Select(static place => s_places[place]),
            Gen.OneOf(Gen.Double[0.5, 50], Gen.Double[50, 20_000]),
            Gen.Int[1, 60],
            Gen.Long[0, 2_000_000].Array[64]).Sample(
                (place, rate, burst, pauses) =>
                {
                    // Busy callers on the whole: each pause is a share of the time between two tokens.
                    var between = TimeSpan.FromSeconds(1 / rate);
                    using var given = new GivenPlan();
                    var steps = Steps(given, place, rate, burst);
                    var admitted = new List<double>();
                    var start = given.Time.GetTimestamp();
                    // What a bucket of real numbers would let through: a bucket that is full gains nothing while nobody comes.
                    var (tokens, due) = ((double)burst, 0);
                    var exchange = GivenRequest.Of("GET", "/pets", "x-api-key: " + GivenPlan.ValueOf("k1"));
                    for (var i = 0; i < 2_000; i++)
                    {
                        var caller = i % 64;
                        var step = between * (pauses[caller] / 2_000_000.0 / 2);
                        given.Time.Advance(step);
                        tokens = Math.Min(burst, tokens + (rate * step.TotalSeconds));
                        (tokens, due) = tokens >= 1 ? (tokens - 1, due + 1) : (tokens, due);
                        given.Arrive(exchange);
                        if (GivenPlan.Run(steps, exchange) is null)
                        {
                            admitted.Add(given.Time.GetElapsedTime(start).TotalSeconds);
                        }
                    }

                    Assert.True(Most(admitted, rate, burst) <= 0, $"{place}: more than {rate}/s after {burst}");
                    Assert.True(admitted.Count >= (due * 0.99) - 1, $"{place}: {admitted.Count} of {due} at {rate}/s after {burst}");
                },
                iter: 300,
                threads: 1);

    /// <summary>Callers that come all at once, on all threads that there are: to the token.</summary>
    [Fact]
    public void A_bucket_is_exact_among_threads()
    {
        var time = new FakeTimeProvider();
        var level = new ThrottleLevel(new ThrottleLedger(time), "one", 1_000, 50, Rejections.Rest.Throttled);
        Assert.Equal(50, Admitted());
        for (var pause = 0; pause < 60; pause++)
        {
            time.Advance(TimeSpan.FromMilliseconds(pause));
            Assert.Equal(Math.Min(50, pause), Admitted());
        }

        int Admitted()
        {
            var admitted = 0;
            Parallel.For(0, 640, _ =>
            {
                if (level.TryTake(time.GetTimestamp()))
                {
                    Interlocked.Increment(ref admitted);
                }
            });
            return admitted;
        }
    }

    /// <summary>By how many the worst window has more than it may: between any two that passed, and all between them.</summary>
    private static double Most(List<double> admitted, double rate, int burst)
    {
        // With n(i) the number before i: n(j) - n(i) + 1 - rate (t(j) - t(i)) is most for the least n(i) - rate t(i) before j.
        var least = double.MaxValue;
        var most = double.MinValue;
        for (var i = 0; i < admitted.Count; i++)
        {
            var here = i - (rate * admitted[i]);
            least = Math.Min(least, here);
            most = Math.Max(most, here - least + 1);
        }

        // A tick of the clock either way.
        return most - (burst * 1.005) - (rate * 2e-7) - 1e-6;
    }

    private static IStep[] Steps(GivenPlan given, string place, double rate, int burst)
    {
        var limit = new ThrottleSettings { RateLimit = rate, BurstLimit = burst };
        switch (place)
        {
            case "plan":
                return given.Steps(GivenPlan.Plan(limit));
            case "plan's method":
                return given.Steps(GivenPlan.Plan(new ThrottleSettings { RateLimit = 1, BurstLimit = 1 }, null, ("/pets/GET", rate, burst)));
            case "account":
                var c = GivenRequest.Compilation(ApiKind.Rest, account: new Account { AccountId = "000000000000", Region = "us-east-1", ThrottleSettings = limit }, ledgers: given.Ledgers);
                return c.Steps(Throttle.For(Stage([]), "/pets", "GET", c));
            default:
                var setting = new MethodSetting { ThrottlingRateLimit = rate, ThrottlingBurstLimit = burst };
                var stage = GivenRequest.Compilation(ApiKind.Rest, ledgers: given.Ledgers);
                return stage.Steps(Throttle.For(Stage(new() { [place == "stage" ? "*/*" : "pets/GET"] = setting }), "/pets", "GET", stage));
        }
    }

    private static Stage Stage(Dictionary<string, MethodSetting> settings) => new()
    {
        StageName = "prod", DeploymentId = "d", CreatedDate = default, LastUpdatedDate = default, MethodSettings = OrdinalMap.Empty<MethodSetting>().AddRange(settings),
    };
}
