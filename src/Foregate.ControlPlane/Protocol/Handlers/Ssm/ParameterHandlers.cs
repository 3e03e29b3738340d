// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.Ssm;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.Collections;
using Foregate.Definitions.Ssm;

namespace Foregate.ControlPlane.Protocol.Handlers.Ssm;

/// <summary>Parameters of Systems Manager, on the wire.</summary>
internal static class ParameterHandlers
{
    public static HandlerResult Put(HandlerCall call)
    {
        var input = call.Input;
        if (call.Refuse(input, "Name", "Description", "Value", "Type", "KeyId", "Overwrite", "AllowedPattern", "Tags", "Tier", "DataType") is { } refused)
        {
            return refused;
        }

        return HandlerCall.Answer(
            Parameters.PutParameter(
                call.Account,
                new Parameters.PutParameterRequest
                {
                    Name = call.Text("Name"),
                    Value = call.Text("Value"),
                    Type = input.GetText("Type"),
                    Description = input.GetText("Description"),
                    KeyId = input.GetText("KeyId"),
                    AllowedPattern = input.GetText("AllowedPattern"),
                    Tier = input.GetText("Tier"),
                    DataType = input.GetText("DataType"),
                    Overwrite = input.GetBoolean("Overwrite") ?? false,
                    Tags = Tags(input),
                    User = call.Caller.Arn,
                },
                call.Context),
            static parameter => WireValue.Structure(("Version", (long)parameter.Version), ("Tier", parameter.Tier)));
    }

    public static HandlerResult Get(HandlerCall call) => Parameters.TryFind(call.Account, call.Text("Name"), out var parameter) is { } error
        ? error
        : call.Answer(WireValue.Structure(("Parameter", Wire(call, parameter!))));

    public static HandlerResult GetMany(HandlerCall call)
    {
        var names = call.Input.GetTexts("Names")!.Value;
        var found = new List<WireValue>();
        var invalid = new List<string>();
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            if (Parameters.TryFind(call.Account, name, out var parameter) is null)
            {
                found.Add(Wire(call, parameter!));
            }
            else
            {
                invalid.Add(name);
            }
        }

        return call.Answer(WireValue.Structure(("Parameters", WireValue.List(found)), ("InvalidParameters", WireValue.List(invalid))));
    }

    public static HandlerResult GetByPath(HandlerCall call)
    {
        var path = call.Text("Path");
        if (!path.StartsWith('/'))
        {
            return SsmErrors.Invalid("The parameter doesn't meet the parameter name requirements. The parameter name must begin with a forward slash \"/\".");
        }

        return ParameterFilters.TryRead(call.Input, ["Type", "KeyId"], out var filter) is { } error
            ? error
            : ParameterWire.Page(call, Parameters.Below(call.Account, path, call.Input.GetBoolean("Recursive") ?? false).Where(filter), 10, parameter => Wire(call, parameter));
    }

    public static HandlerResult Describe(HandlerCall call)
    {
        if (call.Input.GetBoolean("Shared") == true)
        {
            return ParameterWire.Page(call, [], 50, parameter => ParameterWire.Metadata(call.Account, parameter));
        }

        return ParameterFilters.TryRead(call.Input, ["Name", "Path", "Type", "KeyId", "Tier", "DataType", "tag:"], out var filter) is { } error
            ? error
            : ParameterWire.Page(call, call.Account.Parameters.Values.Where(filter), 50, parameter => ParameterWire.Metadata(call.Account, parameter));
    }

    public static HandlerResult Delete(HandlerCall call) => HandlerCall.Answer(Parameters.DeleteParameter(call.Account, call.Text("Name")), static _ => WireValue.Empty);

    public static HandlerResult DeleteMany(HandlerCall call)
    {
        var account = call.Account;
        var deleted = new List<string>();
        var invalid = new List<string>();
        foreach (var name in call.Input.GetTexts("Names")!.Value.Distinct(StringComparer.Ordinal))
        {
            var result = Parameters.DeleteParameter(account, name);
            account = result.Account ?? account;
            (result.Error is null ? deleted : invalid).Add(name);
        }

        return new HandlerResult(account, WireValue.Structure(("DeletedParameters", WireValue.List(deleted)), ("InvalidParameters", WireValue.List(invalid))), null);
    }

    public static HandlerResult AddTags(HandlerCall call) => Change(call, tags => tags.SetItems(Tags(call.Input)));

    public static HandlerResult RemoveTags(HandlerCall call) => Change(call, tags => tags.RemoveRange(call.Input.GetTexts("TagKeys")!.Value));

    public static HandlerResult GetTags(HandlerCall call)
    {
        var id = call.Text("ResourceId");
        return CheckKind(call) is { } error ? error
            : call.Account.Parameters.GetValueOrDefault(id) is not { } parameter ? SsmErrors.InvalidResource(id)
            : call.Answer(WireValue.Structure(("TagList", WireValue.List(parameter.Tags.Select(static tag => WireValue.Structure(("Key", tag.Key), ("Value", tag.Value)))))));
    }

    private static HandlerResult Change(HandlerCall call, Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> change) =>
        CheckKind(call) is { } error ? error : HandlerCall.Answer(Parameters.ChangeTags(call.Account, call.Text("ResourceId"), change), static _ => WireValue.Empty);

    private static AwsError? CheckKind(HandlerCall call) => call.Text("ResourceType") == "Parameter" ? null
        : new AwsError("InvalidResourceType", 400, $"The resource type {call.Text("ResourceType")} is not valid: only parameters are here.");

    private static WireValue Wire(HandlerCall call, Parameter parameter) => ParameterWire.Parameter(call.Account, parameter, call.Input.GetBoolean("WithDecryption") ?? false);

    private static ImmutableSortedDictionary<string, string> Tags(WireValue input) => input["Tags"] is { } tags
        ? tags.Items.GroupBy(static tag => tag.GetText("Key")!, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(static tag => tag.Key, static tag => tag.Last().GetText("Value") ?? "", StringComparer.Ordinal)
        : OrdinalMap.Empty<string>();
}
