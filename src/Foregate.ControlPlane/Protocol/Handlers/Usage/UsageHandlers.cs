// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.ControlPlane.Publish;
using Foregate.ControlPlane.Store;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Protocol.Handlers.Usage;

/// <summary>How much of their quotas API keys have used, on the wire.</summary>
internal static class UsageHandlers
{
    private const int MostDays = 90;

    public static HandlerResult Get(HandlerCall call)
    {
        var found = UsagePlans.GetUsagePlan(call.Account, call.Text("usagePlanId"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var (startDate, endDate) = (call.Text("startDate"), call.Text("endDate"));
        if (!IsDay(startDate, out var start) || !IsDay(endDate, out var end) || end < start)
        {
            return AwsError.BadRequest("Invalid date range specified: startDate and endDate must be days (yyyy-MM-dd) in their order");
        }

        if (call.Usage is not { } usage)
        {
            return AwsError.NotBuilt("count the requests of API keys (GetUsage)");
        }

        // What is older is forgotten: nothing would be told as if it had been nothing.
        if (start < usage.Today.AddDays(-MostDays) || end > usage.Today.AddDays(MostDays))
        {
            return AwsError.BadRequest($"Invalid date range specified: usage is known of the last {MostDays} days");
        }

        var plan = found.Response!;
        var keyId = call.Input.GetText("keyId");
        if (keyId is not null && !plan.Keys.ContainsKey(keyId))
        {
            return AwsError.NoApiKey();
        }

        var (page, error) = Paging.ByPosition(
            plan.Keys.Keys.Where(key => keyId is null || key == keyId), static key => key, call.Input.GetText("position"), call.Input.GetInteger("limit"));
        return error is not null ? error : call.Answer(WireValue.Structure(
            ("usagePlanId", plan.Id),
            ("startDate", startDate),
            ("endDate", endDate),
            ("position", page!.Next),
            ("items", WireValue.Map(page.Items.Select(key => KeyValuePair.Create(key, Days(usage.Read(call.Account, plan, key, start, end))))))));
    }

    /// <summary>Leaves a key more or less of its plan's quota for the rest of the period.</summary>
    public static HandlerResult Update(HandlerCall call)
    {
        var (planId, keyId) = (call.Text("usagePlanId"), call.Text("keyId"));
        if (UsagePlanKeys.GetUsagePlanKey(call.Account, planId, keyId).Error is { } missing)
        {
            return missing;
        }

        var (patched, refused) = call.Patch(WireValue.Empty);
        if (refused is not null)
        {
            return refused;
        }

        if (call.Usage is not { } usage)
        {
            return AwsError.NotBuilt("count the requests of API keys (UpdateUsage)");
        }

        var plan = call.Account.UsagePlans[planId];
        if (patched!.GetInteger("remaining") is { } remaining && Set(call, usage, plan, keyId, remaining) is { } error)
        {
            return error;
        }

        var today = usage.Today;
        var day = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return call.Answer(WireValue.Structure(
            ("usagePlanId", plan.Id),
            ("startDate", day),
            ("endDate", day),
            ("items", WireValue.Map([KeyValuePair.Create(keyId, Days(usage.Read(call.Account, plan, keyId, today, today)))]))));
    }

    private static AwsError? Set(HandlerCall call, UsageKeeper usage, UsagePlan plan, string keyId, int remaining)
    {
        if (plan.Quota is null)
        {
            return AwsError.BadRequest($"Usage Plan {plan.Id} has no quota");
        }

        if (remaining < 0)
        {
            return AwsError.BadRequest("Remaining quota must be greater than or equal to 0");
        }

        try
        {
            usage.SetRemaining(call.Account, plan, keyId, remaining);
            return null;
        }
        catch (StoreException exception)
        {
            return AwsError.NotStored(exception.Message);
        }
    }

    private static WireValue Days(IEnumerable<(long Used, long Remaining)> days) =>
        WireValue.List(days.Select(static day => WireValue.List([(WireValue)day.Used, day.Remaining])));

    private static bool IsDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
