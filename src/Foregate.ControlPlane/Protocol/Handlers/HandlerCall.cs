// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Updates;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.ControlPlane.Publish;
using Foregate.ControlPlane.Store.Secrets;
using Foregate.DataPlane.Pipeline;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Protocol.Handlers;

/// <summary>A call that was read and found valid, and what it is about.</summary>
internal sealed record HandlerCall
{
    public required OperationShape Operation { get; init; }

    public required WireValue Input { get; init; }

    /// <summary>As it is now; what a handler makes of it counts only if it still is when the change is published.</summary>
    public required Account Account { get; init; }

    public required OperationContext Context { get; init; }

    public Caller Caller { get; init; } = new(null);

    /// <summary>Makes temporary credentials; <see langword="null"/> where there are none.</summary>
    public SessionTokens? Sessions { get; init; }

    /// <summary>What API keys use of their plans; <see langword="null"/> where nothing is counted.</summary>
    public UsageKeeper? Usage { get; init; }

    /// <summary>Forgets what a stage of a REST API (its id and the stage's name) has cached of answers.</summary>
    public Action<string, string> FlushStageCache { get; init; } = static (_, _) => { };

    /// <summary>Forgets what such a stage has kept of its authorizers' decisions.</summary>
    public Action<string, string> FlushStageAuthorizersCache { get; init; } = static (_, _) => { };

    /// <summary>Who makes requests of methods by hand; <see langword="null"/> for nobody.</summary>
    public Gateway? Gateway { get; init; }

    /// <summary>The time to the millisecond; what AWS tells to the second is made by <see cref="Context"/>.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>For what is created with these tags: local tools fix an id by the tag _custom_id_.</summary>
    public OperationContext CreationContext(WireValue? tags) => tags?.GetText("_custom_id_") is { } id ? Context with { FixedId = id } : Context;

    /// <summary>A member that the model requires.</summary>
    public string Text(string member) => Input.GetText(member)!;

    /// <summary>The answer to a call that changed nothing.</summary>
    public HandlerResult Answer(WireValue output) => new(Account, output, null);

    public static HandlerResult Answer<T>(OperationResult<T> result, Func<T, WireValue> wire)
        where T : class => result.Error is { } error ? error : new HandlerResult(result.Account, wire(result.Response!), null);

    /// <summary>One page of a list of the first interface.</summary>
    public HandlerResult Items<T>(IEnumerable<T> items, Func<T, string> key, Func<T, WireValue> wire)
    {
        var (page, error) = Paging.ByPosition(items, key, Input.GetText("position"), Input.GetInteger("limit"));
        return error is not null ? error : Answer(WireValue.Structure(("items", WireValue.List(page!.Items.Select(wire))), ("position", page.Next)));
    }

    /// <summary>One page of a list of the second interface.</summary>
    public HandlerResult ItemsV2<T>(IEnumerable<T> items, Func<T, string> key, Func<T, WireValue> wire)
    {
        var (page, error) = Paging.ByToken(items, key, Input.GetText("NextToken"), Input["MaxResults"]?.ToString());
        return error is not null ? error : Answer(WireValue.Structure(("Items", WireValue.List(page!.Items.Select(wire))), ("NextToken", page.Next)));
    }

    /// <summary>The resource after the call's changes.</summary>
    public (WireValue? Resource, AwsError? Error) Patch(WireValue resource) =>
        PatchTables.Find(Operation.Name)!.Apply(resource, PatchOperation.ReadAll(Input));

    /// <summary>Refuses what is asked and cannot be done yet: nothing that somebody says is silently dropped. What says nothing (false, empty) passes.</summary>
    public AwsError? Refuse(WireValue said, params ReadOnlySpan<string> built)
    {
        foreach (var (name, value) in said.Entries)
        {
            var saysNothing = value.Kind switch
            {
                WireKind.Boolean => !value.Boolean,
                WireKind.List => value.Items.IsEmpty,
                WireKind.Map => value.Entries.IsEmpty,
                WireKind.Text => value.Text.Length == 0,
                _ => false,
            };
            if (!saysNothing && !built.Contains(name))
            {
                return AwsError.NotBuilt($"{name} in {Operation.Name}");
            }
        }

        return null;
    }
}
