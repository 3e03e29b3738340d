// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.DataPlane.Check.Throttling;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Microsoft.Extensions.Time.Testing;
using Http = Foregate.Definitions.ApiGatewayV2;

namespace Foregate.DataPlane.Tests.Check.Throttling;

public sealed class ThrottleTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Ledgers _ledgers;
    private readonly List<CompilationFault> _faults = [];

    public ThrottleTests() => _ledgers = new Ledgers(new GatewayOptions { Time = _time });

    public void Dispose() => _ledgers.Dispose();

    [Fact]
    public void Is_not_there_when_nothing_is_limited()
    {
        Assert.Null(Rest("/pets", "GET", []));
        Assert.Null(Throttle.For(HttpStage(null, null, []), "GET /pets", Compilation(ApiKind.Http)));
    }

    [Fact]
    public void Refuses_with_429_and_says_where_the_limit_is()
    {
        var step = Rest("/pets/{id}", "GET", new() { ["pets/{id}/GET"] = new() { ThrottlingRateLimit = 2.5, ThrottlingBurstLimit = 1 } })!;
        Assert.Null(Ask(step));
        var rejection = Ask(step)!;
        Assert.Equal((429, "Too Many Requests", RejectionReason.Throttled), (rejection.Status, rejection.Message, rejection.Reason));
        Assert.Equal("/restapis/api1234567/stages/prod/methodSettings/pets/{id}/GET", rejection.Place);
        Assert.Equal("More than 2.5 requests per second after a burst of 1.", rejection.Detail);
    }

    [Fact]
    public void Gives_each_method_its_own_bucket_of_the_stage_s_default()
    {
        Dictionary<string, MethodSetting> settings = new() { ["*/*"] = new() { ThrottlingRateLimit = 1, ThrottlingBurstLimit = 2 } };
        var get = Rest("/pets", "GET", settings)!;
        var post = Rest("/pets", "POST", settings)!;
        Assert.Equal(2, Admitted(get));
        Assert.Equal(2, Admitted(post));
        Assert.Equal("/restapis/api1234567/stages/prod/methodSettings/*/*", Ask(get)!.Place);
    }

    [Fact]
    public void Prefers_a_method_s_own_setting_and_inherits_what_it_leaves_out()
    {
        Dictionary<string, MethodSetting> settings = new()
        {
            ["*/*"] = new() { ThrottlingRateLimit = 1, ThrottlingBurstLimit = 2 },
            ["/GET"] = new() { ThrottlingRateLimit = 1, ThrottlingBurstLimit = 7 },
            ["pets/POST"] = new() { ThrottlingRateLimit = 10 },
        };
        Assert.Equal(7, Admitted(Rest("/", "GET", settings)!));
        var post = Rest("/pets", "POST", settings)!;
        Assert.Equal(2, Admitted(post));
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(1, Admitted(post));
        Assert.Equal(2, Admitted(Rest("/", "ANY", settings)!));
    }

    [Fact]
    public void Takes_AWS_s_default_for_a_side_that_nothing_sets()
    {
        Assert.Equal(5_000, Admitted(Rest("/", "GET", new() { ["*/*"] = new() { ThrottlingRateLimit = 1 } })!));
        var burstOnly = Rest("/b", "GET", new() { ["*/*"] = new() { ThrottlingBurstLimit = 3 } })!;
        Assert.Equal(3, Admitted(burstOnly));
        _time.Advance(TimeSpan.FromMicroseconds(100));
        Assert.Equal(1, Admitted(burstOnly));
    }

    [Theory]
    [InlineData(0.0, 5)]
    [InlineData(5.0, 0)]
    public void Blocks_a_method_with_a_limit_of_nought(double rateLimit, int burst) =>
        Assert.NotNull(Ask(Rest("/", "GET", new() { ["/GET"] = new() { ThrottlingRateLimit = rateLimit, ThrottlingBurstLimit = burst } })!));

    [Fact]
    public void Reads_negative_limits_as_none_and_faults_what_is_no_number()
    {
        Assert.Null(Rest("/", "GET", new() { ["*/*"] = new() { ThrottlingRateLimit = -1, ThrottlingBurstLimit = -1 } }));
        Assert.Empty(_faults);
        Assert.Null(Rest("/", "GET", new() { ["*/*"] = new() { ThrottlingRateLimit = double.NaN } }));
        Assert.Equal("/restapis/api1234567/stages/prod/methodSettings/*/*", Assert.Single(_faults).Path);
    }

    [Fact]
    public void Limits_the_routes_of_HTTP_APIs()
    {
        var stage = HttpStage(1, 2, new() { ["GET /pets"] = new() { ThrottlingRateLimit = 1, ThrottlingBurstLimit = 4 } });
        var own = Throttle.For(stage, "GET /pets", Compilation(ApiKind.Http))!;
        var common = Throttle.For(stage, "$default", Compilation(ApiKind.Http))!;
        Assert.Equal(4, Admitted(own));
        Assert.Equal(2, Admitted(common));
        Assert.Equal("/apis/api1234567/stages/prod/routeSettings/GET /pets", Ask(own)!.Place);
        Assert.Equal("/apis/api1234567/stages/prod/defaultRouteSettings", Ask(common)!.Place);
    }

    [Fact]
    public void Shares_the_account_s_limit_among_all_APIs()
    {
        var limits = new ThrottleSettings { RateLimit = 1, BurstLimit = 3 };
        var rest = Rest("/", "GET", [], limits)!;
        var http = Throttle.For(HttpStage(null, null, []), "GET /", Compilation(ApiKind.Http, limits))!;
        Assert.Null(Ask(rest));
        Assert.Null(Ask(http));
        Assert.Null(Ask(rest));
        Assert.Equal("/account/throttleSettings", Ask(http)!.Place);
        Assert.NotNull(Ask(rest));
    }

    [Fact]
    public void Has_AWS_s_account_limit_only_when_asked_to_be_strict()
    {
        using var strict = new Ledgers(new GatewayOptions { Time = _time, StrictAws = true });
        var step = Throttle.For(RestStage([]), "/", "GET", GivenRequest.Compilation(ApiKind.Rest, ledgers: strict))!;
        Assert.Equal(5_000, Admitted(step));
    }

    [Fact]
    public void Gives_the_method_s_token_back_when_the_account_s_limit_refuses()
    {
        var limits = new ThrottleSettings { RateLimit = 0.5, BurstLimit = 1 };
        Dictionary<string, MethodSetting> settings = new() { ["*/*"] = new() { ThrottlingRateLimit = 0.001, ThrottlingBurstLimit = 2 } };
        var step = Rest("/", "GET", settings, limits)!;
        Assert.Null(Ask(step));
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("/account/throttleSettings", Ask(step)!.Place);
        }

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(Ask(step));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("/restapis/api1234567/stages/prod/methodSettings/*/*", Ask(step)!.Place);
    }

    [Fact]
    public void Does_not_take_from_the_account_what_a_method_s_limit_refuses()
    {
        var limits = new ThrottleSettings { RateLimit = 0.001, BurstLimit = 2 };
        Dictionary<string, MethodSetting> settings = new() { ["noisy/GET"] = new() { ThrottlingRateLimit = 0.001, ThrottlingBurstLimit = 1 } };
        var noisy = Rest("/noisy", "GET", settings, limits)!;
        Assert.Equal(1, Admitted(noisy));
        Assert.Equal(1, Admitted(Rest("/quiet", "GET", settings, limits)!));
    }

    [Fact]
    public void Goes_on_counting_when_a_new_snapshot_takes_over()
    {
        var before = Rest("/", "GET", new() { ["*/*"] = new() { ThrottlingRateLimit = 1, ThrottlingBurstLimit = 5 } })!;
        Assert.Null(Ask(before));
        Assert.Null(Ask(before));
        var after = Rest("/", "GET", new() { ["*/*"] = new() { ThrottlingRateLimit = 10, ThrottlingBurstLimit = 50 } })!;
        Assert.Null(Ask(before));
        Assert.Equal(2, Admitted(after));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10, Admitted(after));
    }

    [Fact]
    public void Does_not_change_a_running_limit_by_compiling_another()
    {
        var running = Rest("/", "GET", new() { ["*/*"] = new() { ThrottlingRateLimit = 1, ThrottlingBurstLimit = 5 } })!;
        Assert.NotNull(Rest("/", "GET", new() { ["*/*"] = new() { ThrottlingRateLimit = 1, ThrottlingBurstLimit = 1 } }));
        Assert.Equal(5, Admitted(running));
    }

    [Fact]
    public void Does_not_refuse_a_request_for_the_time_it_waited_before()
    {
        var step = Rest("/", "GET", new() { ["*/*"] = new() { ThrottlingRateLimit = 1, ThrottlingBurstLimit = 1 } })!;
        var waiting = GivenRequest.Of("GET", "/");
        waiting.ReceivedAt = _time.GetTimestamp();
        Assert.Null(Ask(step));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(GivenRequest.Run(step, waiting).Rejection);
    }

    private Throttle? Rest(string path, string method, Dictionary<string, MethodSetting> settings, ThrottleSettings? account = null) =>
        Throttle.For(RestStage(settings), path, method, Compilation(ApiKind.Rest, account));

    private static Stage RestStage(Dictionary<string, MethodSetting> settings) => new()
    {
        StageName = "prod",
        DeploymentId = "d",
        CreatedDate = default,
        LastUpdatedDate = default,
        MethodSettings = settings.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    private static Http.Stage HttpStage(double? rateLimit, int? burst, Dictionary<string, Http.RouteSettings> routes) => new()
    {
        StageName = "prod",
        CreatedDate = default,
        LastUpdatedDate = default,
        DefaultRouteSettings = new() { ThrottlingRateLimit = rateLimit, ThrottlingBurstLimit = burst },
        RouteSettings = routes.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    private Compilation Compilation(ApiKind kind, ThrottleSettings? account = null) => GivenRequest.Compilation(
        kind, _faults, new Account { AccountId = "000000000000", Region = "us-east-1", ThrottleSettings = account }, ledgers: _ledgers);

    private Rejection? Ask(Throttle step)
    {
        var exchange = GivenRequest.Of("GET", "/");
        exchange.ReceivedAt = _time.GetTimestamp();
        return GivenRequest.Run(step, exchange).Rejection;
    }

    private int Admitted(Throttle step)
    {
        var count = 0;
        while (Ask(step) is null)
        {
            count++;
        }

        return count;
    }

    [Fact]
    public void Allocates_nothing()
    {
        // 1,100 runs: within the burst, beyond the method's limit, and beyond the account's.
        foreach (var (method, account) in ((int, int)[])[(100_000, 100_000), (1, 100_000), (100_000, 1)])
        {
            var step = Rest(
                "/" + method + "/" + account,
                "GET",
                new() { ["*/*"] = new() { ThrottlingRateLimit = 1, ThrottlingBurstLimit = method } },
                new ThrottleSettings { RateLimit = 1, BurstLimit = account })!;
            var exchange = GivenRequest.Of("GET", "/");
            Assert.Equal(0, GivenRequest.Allocated(step, exchange));
        }
    }
}
