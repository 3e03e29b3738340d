// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Protocol.Handlers.Usage;

/// <summary>The membership of API keys in usage plans, on the wire.</summary>
internal static class UsagePlanKeyHandlers
{
    public static HandlerResult Create(HandlerCall call) => HandlerCall.Answer(
        UsagePlanKeys.CreateUsagePlanKey(call.Account, call.Text("usagePlanId"), call.Text("keyId"), call.Text("keyType"), call.Context), key => Wire(call, key));

    public static HandlerResult Get(HandlerCall call) =>
        HandlerCall.Answer(UsagePlanKeys.GetUsagePlanKey(call.Account, call.Text("usagePlanId"), call.Text("keyId")), key => Wire(call, key));

    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = UsagePlans.GetUsagePlan(call.Account, call.Text("usagePlanId"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var name = call.Input.GetText("nameQuery");
        return call.Items(
            found.Response!.Keys.Values.Where(key => name is null || (call.Account.ApiKeys[key.Id].Name?.StartsWith(name, StringComparison.Ordinal) ?? false)),
            static key => key.Id,
            key => Wire(call, key));
    }

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(UsagePlanKeys.DeleteUsagePlanKey(call.Account, call.Text("usagePlanId"), call.Text("keyId")), static _ => WireValue.Empty);

    private static WireValue Wire(HandlerCall call, UsagePlanKey key) => WireValue.Structure(
        ("id", key.Id), ("type", key.Type), ("value", call.Account.ApiKeys[key.Id].Value), ("name", call.Account.ApiKeys[key.Id].Name));
}
