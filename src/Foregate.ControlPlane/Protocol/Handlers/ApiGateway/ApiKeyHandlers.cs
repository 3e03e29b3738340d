// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>API keys, on the wire. Their values are told when they are made, and later to those who ask for them.</summary>
internal static class ApiKeyHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        return (call.Refuse(input, "name", "description", "customerId", "enabled", "value", "generateDistinctId", "tags") ?? TagHandlers.Check(input["tags"], call.Context)) is { } refused
            ? refused
            : HandlerCall.Answer(
                ApiKeys.CreateApiKey(
                    call.Account,
                    new ApiKeys.CreateApiKeyRequest
                    {
                        Name = input.GetText("name"),
                        Description = input.GetText("description"),
                        CustomerId = input.GetText("customerId"),
                        Enabled = input.GetBoolean("enabled") ?? false,
                        Value = input.GetText("value") is { Length: > 0 } value ? value : null,
                        Tags = input.GetTextMap("tags") ?? OrdinalMap.Empty<string>(),
                    },
                    call.CreationContext(input["tags"])),
                static key => Wire(key, hasValue: true, isNew: true));
    }

    public static HandlerResult Get(HandlerCall call)
    {
        var hasValue = call.Input.GetBoolean("includeValue") ?? false;
        return HandlerCall.Answer(ApiKeys.GetApiKey(call.Account, call.Text("apiKey")), key => Wire(key, hasValue));
    }

    public static HandlerResult GetAll(HandlerCall call)
    {
        var (name, customer) = (call.Input.GetText("nameQuery"), call.Input.GetText("customerId"));
        var hasValue = call.Input.GetBoolean("includeValues") ?? false;
        var keys = call.Account.ApiKeys.Values.Where(
            key => (name is null || (key.Name?.StartsWith(name, StringComparison.Ordinal) ?? false)) && (customer is null || key.CustomerId == customer));
        return call.Items(keys, static key => key.Id, key => Wire(key, hasValue, isNew: true));
    }

    public static HandlerResult Update(HandlerCall call)
    {
        var found = ApiKeys.GetApiKey(call.Account, call.Text("apiKey"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var (patched, refused) = call.Patch(Wire(found.Response!, hasValue: false));
        if ((refused ?? call.Refuse(patched!, "id", "name", "description", "customerId", "enabled", "createdDate", "lastUpdatedDate", "tags")) is { } error)
        {
            return error;
        }

        var updated = ApiKeys.UpdateApiKey(
            call.Account, found.Response!.Id, new ApiKeys.UpdateApiKeyRequest { Name = patched!.GetText("name"), Enabled = patched.GetBoolean("enabled") }, call.Context);
        if (updated.Error is { } invalid)
        {
            return invalid;
        }

        var key = updated.Response! with { Name = patched.GetText("name"), Description = patched.GetText("description"), CustomerId = patched.GetText("customerId") };
        return new HandlerResult(updated.Account!.With(key), Wire(key, hasValue: false), null);
    }

    public static HandlerResult Delete(HandlerCall call) => HandlerCall.Answer(ApiKeys.DeleteApiKey(call.Account, call.Text("apiKey")), static _ => WireValue.Empty);

    private static WireValue Wire(ApiKey key, bool hasValue, bool isNew = false) => WireValue.Structure(
        ("id", key.Id),
        ("value", hasValue ? key.Value : null),
        ("name", key.Name),
        ("customerId", key.CustomerId),
        ("description", key.Description),
        ("enabled", key.Enabled),
        ("createdDate", key.CreatedDate),
        ("lastUpdatedDate", key.LastUpdatedDate),
        ("stageKeys", WireValue.List((string[])[])),
        ("tags", isNew && key.Tags.IsEmpty ? null : WireValue.Map(key.Tags)));
}
