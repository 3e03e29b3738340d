// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Operations.ApiGateway.Keys;
using Foregate.ControlPlane.Protocol.Handlers.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.Usage;

/// <summary>API keys, on the wire. Their values are told when they are made, and later to those who ask for them.</summary>
internal static class ApiKeyHandlers
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        return TagHandlers.Check(input["tags"], call.Context) is { } refused
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
                        StageKeys = [.. (input["stageKeys"]?.Items ?? []).Select(static key => $"{key.GetText("restApiId")}/{key.GetText("stageName")}")],
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
        if (refused is not null)
        {
            return refused;
        }

        // Labels have no place in what is told of a key: nothing would come of one.
        if (patched!["labels"] is not null)
        {
            return AwsError.NotBuilt("labels of API keys (/labels in UpdateApiKey)");
        }

        var key = found.Response! with
        {
            Name = patched.GetText("name"),
            Description = patched.GetText("description"),
            CustomerId = patched.GetText("customerId"),
            Enabled = patched.GetBoolean("enabled") ?? false,
            StageKeys = patched.GetTexts("stageKeys") ?? [],
        };
        return HandlerCall.Answer(ApiKeys.ReplaceApiKey(call.Account, key, call.Context), static key => Wire(key, hasValue: false));
    }

    /// <summary>From a table of comma-separated values.</summary>
    public static HandlerResult Import(HandlerCall call)
    {
        string table;
        try
        {
            table = s_strict.GetString(call.Input["body"]!.Bytes.Span);
        }
        catch (ArgumentException)
        {
            return AwsError.BadRequest("Unable to parse the API key file: it is not UTF-8");
        }

        return HandlerCall.Answer(
            ApiKeyImport.ImportApiKeys(call.Account, table, call.Input.GetBoolean("failOnWarnings") ?? false, call.Context),
            static made => WireValue.Structure(("ids", WireValue.List(made.Ids)), ("warnings", WireValue.List(made.Warnings))));
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
        ("stageKeys", WireValue.List(key.StageKeys)),
        ("tags", isNew && key.Tags.IsEmpty ? null : WireValue.Map(key.Tags)));
}
