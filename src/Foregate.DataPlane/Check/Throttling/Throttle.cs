// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;
using Rest = Foregate.Definitions.ApiGateway;
using Http = Foregate.Definitions.ApiGatewayV2;

namespace Foregate.DataPlane.Check.Throttling;

/// <summary>
/// Refuses requests beyond the stage's rate for their method or route, then beyond the account's (AWS's order: the narrower limit
/// first, so that one noisy method does not use up what all share). A request that one of them refuses gives back what it took before:
/// its method's token, and that and the request of its key's usage plan. Stage defaults (<c>*/*</c>, defaultRouteSettings) are what each method without an entry of its own inherits: AWS
/// applies them "at the API method level", so every method has its own bucket. The account's limit is one bucket for all APIs, and
/// only there when it is configured or AWS's walls are asked for. 429 Too Many Requests.
/// </summary>
internal sealed class Throttle : IStep
{
    private const string All = "*/*";

    private readonly ThrottleLevel? _method;
    private readonly ThrottleLevel? _account;

    private Throttle(ThrottleLevel? method, ThrottleLevel? account)
    {
        _method = method;
        _account = account;
    }

    /// <summary>The limits of one method of a REST API, or null when there are none.</summary>
    /// <param name="resourcePath">For example /pets/{petId}.</param>
    /// <param name="httpMethod">The method of the definition, ANY included.</param>
    public static Throttle? For(Rest.Stage stage, string resourcePath, string httpMethod, Compilation c)
    {
        var key = resourcePath[1..] + "/" + httpMethod;
        var own = stage.MethodSettings.GetValueOrDefault(key);
        var common = stage.MethodSettings.GetValueOrDefault(All);
        var place = "/restapis/" + c.ApiId + "/stages/" + c.StageName + "/methodSettings/";
        return Of(
            new Setting(own?.ThrottlingRateLimit, own?.ThrottlingBurstLimit, place + key),
            new Setting(common?.ThrottlingRateLimit, common?.ThrottlingBurstLimit, place + All),
            "rest/" + c.ApiId + "/" + c.StageName + "/" + key,
            c);
    }

    /// <summary>The limits of one route of an HTTP API, or null when there are none.</summary>
    public static Throttle? For(Http.Stage stage, string routeKey, Compilation c)
    {
        var own = stage.RouteSettings.GetValueOrDefault(routeKey);
        var common = stage.DefaultRouteSettings;
        var place = "/apis/" + c.ApiId + "/stages/" + c.StageName;
        return Of(
            new Setting(own?.ThrottlingRateLimit, own?.ThrottlingBurstLimit, place + "/routeSettings/" + routeKey),
            new Setting(common.ThrottlingRateLimit, common.ThrottlingBurstLimit, place + "/defaultRouteSettings"),
            "http/" + c.ApiId + "/" + c.StageName + "/" + routeKey,
            c);
    }

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        if (_method is not null && !_method.TryTake(exchange))
        {
            (exchange.KeyLimit as Reservation)?.Return();
            return Verdict.Reject(_method.Rejection);
        }

        if (_account is not null && !_account.TryTake(exchange))
        {
            _method?.Return();
            (exchange.KeyLimit as Reservation)?.Return();
            return Verdict.Reject(_account.Rejection);
        }

        return Verdict.Continue;
    }

    public void GiveBack(Exchange exchange)
    {
        _method?.Return();
        _account?.Return();
    }

    private static Throttle? Of(Setting own, Setting common, string bucket, Compilation c)
    {
        var place = own.IsSet ? own.Place : common.Place;
        var method = Level(own.RateLimit ?? common.RateLimit, own.BurstLimit ?? common.BurstLimit, bucket, place, c.Kind == ApiKind.Rest ? "method" : "route", c);
        var account = AccountLevel(c);
        return method is null && account is null ? null : new Throttle(method, account);
    }

    private static ThrottleLevel? AccountLevel(Compilation c)
    {
        var rate = c.ThrottleSettings?.RateLimit;
        var burst = c.ThrottleSettings?.BurstLimit;
        if (rate is null && burst is null && c.Options.StrictAws)
        {
            rate = c.Options.Quotas.AccountRateLimit;
        }

        return Level(rate, burst, $"account/{c.AccountId}/{c.Region}", "/account/throttleSettings", "account", c);
    }

    private static ThrottleLevel? Level(double? rateLimit, int? burstLimit, string bucket, string place, string name, Compilation c) =>
        RateLimit.Of(rateLimit, burstLimit, place, c) is { } limit
            ? new ThrottleLevel(ThrottleLedger.In(c.Ledgers), bucket, limit.Rate, limit.Burst, c.Rejections.Throttled.At(place, $"More than {limit}.", limit.Logged)) { Told = c.Options.RateLimitHeaders ? name : null }
            : null;

    private readonly struct Setting(double? rateLimit, int? burstLimit, string place)
    {
        public double? RateLimit { get; } = rateLimit;

        public int? BurstLimit { get; } = burstLimit;

        public string Place { get; } = place;

        public bool IsSet => RateLimit is not null || BurstLimit is not null;
    }
}
