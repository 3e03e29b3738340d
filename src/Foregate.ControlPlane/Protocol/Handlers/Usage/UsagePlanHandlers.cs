// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Protocol.Handlers.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.Usage;

/// <summary>Usage plans, on the wire.</summary>
internal static class UsagePlanHandlers
{
    private static readonly WireNames<QuotaPeriodType> s_periods = new((QuotaPeriodType.Day, "DAY"), (QuotaPeriodType.Week, "WEEK"), (QuotaPeriodType.Month, "MONTH"));

    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        if ((Check(input) ?? TagHandlers.Check(input["tags"], call.Context)) is { } refused)
        {
            return refused;
        }

        return HandlerCall.Answer(
            UsagePlans.CreateUsagePlan(
                call.Account,
                new UsagePlans.CreateUsagePlanRequest
                {
                    Name = call.Text("name"),
                    Description = input.GetText("description"),
                    ApiStages = ReadStages(input),
                    Throttle = ReadThrottle(input["throttle"]),
                    Quota = ReadQuota(input["quota"]),
                    Tags = input.GetTextMap("tags") ?? OrdinalMap.Empty<string>(),
                },
                call.CreationContext(input["tags"])),
            static plan => Wire(plan, isNew: true));
    }

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(UsagePlans.GetUsagePlan(call.Account, call.Text("usagePlanId")), static plan => Wire(plan));

    public static HandlerResult GetAll(HandlerCall call)
    {
        var key = call.Input.GetText("keyId");
        return call.Items(call.Account.UsagePlans.Values.Where(plan => key is null || plan.Keys.ContainsKey(key)), static plan => plan.Id, static plan => Wire(plan, isNew: true));
    }

    public static HandlerResult Update(HandlerCall call)
    {
        var found = UsagePlans.GetUsagePlan(call.Account, call.Text("usagePlanId"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var (patched, refused) = call.Patch(Wire(found.Response!));
        if ((refused ?? Check(patched!)) is { } error)
        {
            return error;
        }

        var plan = found.Response! with
        {
            Name = patched!.GetText("name") ?? "",
            Description = patched.GetText("description"),
            ApiStages = ReadStages(patched),
            Throttle = ReadThrottle(patched["throttle"]),
            Quota = ReadQuota(patched["quota"]),
            ProductCode = patched.GetText("productCode"),
        };
        return HandlerCall.Answer(UsagePlans.ReplaceUsagePlan(call.Account, plan, call.Context.Quotas), static plan => Wire(plan));
    }

    public static HandlerResult Delete(HandlerCall call) => HandlerCall.Answer(UsagePlans.DeleteUsagePlan(call.Account, call.Text("usagePlanId")), static _ => WireValue.Empty);

    private static AwsError? Check(WireValue said)
    {
        foreach (var stage in said["apiStages"]?.Items ?? [])
        {
            if (stage["apiId"] is null || stage["stage"] is null)
            {
                return AwsError.BadRequest("Invalid API Stage specified");
            }
        }

        return said["quota"] is { } quota && (quota["limit"] is null || s_periods.Read(quota.GetText("period")) is null)
            ? AwsError.BadRequest("Usage Plan quota must have a limit and a period of DAY, WEEK or MONTH")
            : null;
    }

    private static ImmutableArray<ApiStage> ReadStages(WireValue said) => [.. (said["apiStages"]?.Items ?? []).Select(static stage => new ApiStage
    {
        ApiId = stage.GetText("apiId")!,
        Stage = stage.GetText("stage")!,
        Throttle = OrdinalMap.Empty<ThrottleSettings>().AddRange((stage["throttle"]?.Entries ?? []).Select(static entry => KeyValuePair.Create(entry.Key, ReadThrottle(entry.Value)!))),
    })];

    private static ThrottleSettings? ReadThrottle(WireValue? said) =>
        said is null ? null : new ThrottleSettings { BurstLimit = said.GetInteger("burstLimit"), RateLimit = said.GetNumber("rateLimit") };

    private static QuotaSettings? ReadQuota(WireValue? said) => said is null ? null : new QuotaSettings
    {
        Limit = said.GetInteger("limit")!.Value,
        Offset = said.GetInteger("offset") ?? 0,
        Period = s_periods.Read(said.GetText("period"))!.Value,
    };

    private static WireValue Wire(UsagePlan plan, bool isNew = false) => WireValue.Structure(
        ("id", plan.Id),
        ("name", plan.Name),
        ("description", plan.Description),
        ("apiStages", WireValue.List(plan.ApiStages.Select(static stage => WireValue.Structure(
            ("apiId", stage.ApiId),
            ("stage", stage.Stage),
            ("throttle", stage.Throttle.IsEmpty ? null : WireValue.Map(stage.Throttle.Select(static entry => KeyValuePair.Create(entry.Key, Wire(entry.Value))))))))),
        ("throttle", plan.Throttle is { } throttle ? Wire(throttle) : null),
        ("quota", plan.Quota is { } quota ? WireValue.Structure(("limit", (long)quota.Limit), ("offset", (long)quota.Offset), ("period", s_periods[quota.Period])) : null),
        ("productCode", plan.ProductCode),
        ("tags", isNew && plan.Tags.IsEmpty ? null : WireValue.Map(plan.Tags)));

    private static WireValue Wire(ThrottleSettings throttle) => WireValue.Structure(("burstLimit", (long?)throttle.BurstLimit), ("rateLimit", throttle.RateLimit));
}
