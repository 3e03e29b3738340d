// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>Usage plans, on the wire.</summary>
internal static class UsagePlanHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        if ((call.Refuse(input, "name", "description", "apiStages", "tags") ?? RefuseStages(call, input) ?? TagHandlers.Check(input["tags"], call.Context)) is { } refused)
        {
            return refused;
        }

        var created = UsagePlans.CreateUsagePlan(
            call.Account, new UsagePlans.CreateUsagePlanRequest { Name = call.Text("name"), Description = input.GetText("description"), ApiStages = ApiStages(input) }, call.CreationContext(input["tags"]));
        if (created.Error is { } error || input.GetTextMap("tags") is not { } tags)
        {
            return HandlerCall.Answer(created, static plan => Wire(plan, isNew: true));
        }

        var plan = created.Response! with { Tags = tags };
        return new HandlerResult(created.Account!.With(plan), Wire(plan), null);
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
        if ((refused ?? call.Refuse(patched!, "id", "name", "description", "apiStages", "tags") ?? RefuseStages(call, patched!)) is { } error)
        {
            return error;
        }

        var updated = UsagePlans.UpdateUsagePlan(
            call.Account, found.Response!.Id, new UsagePlans.UpdateUsagePlanRequest { Name = patched!.GetText("name"), ApiStages = ApiStages(patched) });
        if (updated.Error is { } invalid)
        {
            return invalid;
        }

        var plan = updated.Response! with { Description = patched.GetText("description") };
        return new HandlerResult(updated.Account!.With(plan), Wire(plan), null);
    }

    public static HandlerResult Delete(HandlerCall call) => HandlerCall.Answer(UsagePlans.DeleteUsagePlan(call.Account, call.Text("usagePlanId")), static _ => WireValue.Empty);

    public static HandlerResult CreateKey(HandlerCall call) => HandlerCall.Answer(
        UsagePlanKeys.CreateUsagePlanKey(call.Account, call.Text("usagePlanId"), call.Text("keyId"), call.Text("keyType"), call.Context), key => WireKey(call, key));

    public static HandlerResult GetKey(HandlerCall call) =>
        HandlerCall.Answer(UsagePlanKeys.GetUsagePlanKey(call.Account, call.Text("usagePlanId"), call.Text("keyId")), key => WireKey(call, key));

    public static HandlerResult GetKeys(HandlerCall call)
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
            key => WireKey(call, key));
    }

    public static HandlerResult DeleteKey(HandlerCall call) =>
        HandlerCall.Answer(UsagePlanKeys.DeleteUsagePlanKey(call.Account, call.Text("usagePlanId"), call.Text("keyId")), static _ => WireValue.Empty);

    private static AwsError? RefuseStages(HandlerCall call, WireValue said)
    {
        foreach (var stage in said["apiStages"]?.Items ?? [])
        {
            if (call.Refuse(stage, "apiId", "stage") is { } refused)
            {
                return refused;
            }

            if (stage["apiId"] is null || stage["stage"] is null)
            {
                return AwsError.BadRequest("Invalid API Stage specified");
            }
        }

        return null;
    }

    private static ImmutableArray<ApiStage> ApiStages(WireValue said) =>
        [.. (said["apiStages"]?.Items ?? []).Select(static stage => new ApiStage { ApiId = stage.GetText("apiId")!, Stage = stage.GetText("stage")! })];

    private static WireValue Wire(UsagePlan plan, bool isNew = false) => WireValue.Structure(
        ("id", plan.Id),
        ("name", plan.Name),
        ("description", plan.Description),
        ("apiStages", WireValue.List(plan.ApiStages.Select(static stage => WireValue.Structure(("apiId", stage.ApiId), ("stage", stage.Stage))))),
        ("tags", isNew && plan.Tags.IsEmpty ? null : WireValue.Map(plan.Tags)));

    private static WireValue WireKey(HandlerCall call, UsagePlanKey key) => WireValue.Structure(
        ("id", key.Id), ("type", key.Type), ("value", call.Account.ApiKeys[key.Id].Value), ("name", call.Account.ApiKeys[key.Id].Name));
}
