// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.Iam;

/// <summary>What IAM's answers and calls have in common.</summary>
internal static class IamWire
{
    /// <summary>Documents are told with everything but letters, digits and <c>-_.~</c> percent-encoded.</summary>
    public static string Document(string document) => Uri.EscapeDataString(document);

    public static ImmutableSortedDictionary<string, string> Tags(HandlerCall call)
    {
        var tags = OrdinalMap.Empty<string>().ToBuilder();
        foreach (var tag in call.Input["Tags"]?.Items ?? [])
        {
            tags[tag.GetText("Key")!] = tag.GetText("Value")!;
        }

        return tags.ToImmutable();
    }

    /// <summary>Absent when there are none.</summary>
    public static WireValue? Tags(ImmutableSortedDictionary<string, string> tags) => tags.IsEmpty
        ? null
        : WireValue.List(tags.Select(static tag => WireValue.Structure(("Key", tag.Key), ("Value", tag.Value))));

    /// <summary>One page of a list.</summary>
    public static HandlerResult Page<T>(HandlerCall call, string list, IEnumerable<T> items, Func<T, string> key, Func<T, WireValue> wire)
    {
        var (page, error) = Paging.ByToken(items, key, call.Input.GetText("Marker"), call.Input["MaxItems"]?.ToString());
        return error is not null
            ? error
            : call.Answer(WireValue.Structure((list, WireValue.List(page!.Items.Select(wire))), ("IsTruncated", page.Next is not null), ("Marker", page.Next)));
    }

    /// <summary>The answer of an operation that tells nothing.</summary>
    public static HandlerResult Done<T>(OperationResult<T> result)
        where T : class => HandlerCall.Answer(result, static _ => WireValue.Empty);
}
