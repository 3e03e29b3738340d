// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Handlers.Usage;

/// <summary>How much of their quotas API keys have used, on the wire. Nothing is counted yet: what can be said is said, and the rest refused.</summary>
internal static class UsageHandlers
{
    public static HandlerResult Get(HandlerCall call)
    {
        var found = UsagePlans.GetUsagePlan(call.Account, call.Text("usagePlanId"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        if (!IsDay(call.Text("startDate"), out var start) || !IsDay(call.Text("endDate"), out var end) || end < start)
        {
            return AwsError.BadRequest("Invalid date range specified: startDate and endDate must be days (yyyy-MM-dd) in their order");
        }

        var plan = found.Response!;
        if (call.Input.GetText("keyId") is { } keyId && !plan.Keys.ContainsKey(keyId))
        {
            return AwsError.NoApiKey();
        }

        // Where there are keys there may have been requests, which nobody counted.
        return plan.Keys.IsEmpty
            ? call.Answer(WireValue.Structure(("usagePlanId", plan.Id), ("startDate", call.Text("startDate")), ("endDate", call.Text("endDate")), ("items", WireValue.Empty)))
            : AwsError.NotBuilt("count the requests of API keys (GetUsage)");
    }

    public static HandlerResult Update(HandlerCall call) => UsagePlanKeys.GetUsagePlanKey(call.Account, call.Text("usagePlanId"), call.Text("keyId")).Error
        ?? call.Patch(WireValue.Empty).Error
        ?? AwsError.NotBuilt("count the requests of API keys (UpdateUsage)");

    private static bool IsDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
