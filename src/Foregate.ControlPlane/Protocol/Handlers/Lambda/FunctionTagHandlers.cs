// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Handlers.Lambda;

/// <summary>Tags of functions, on the wire.</summary>
internal static class FunctionTagHandlers
{
    public static HandlerResult Put(HandlerCall call) => RefuseOthers(call) is { } refused
        ? refused
        : HandlerCall.Answer(FunctionTags.TagResource(call.Account, call.Text("Resource"), call.Input.GetTextMap("Tags")!, call.Context.Quotas), static _ => WireValue.Empty);

    public static HandlerResult Remove(HandlerCall call) => RefuseOthers(call) is { } refused
        ? refused
        : HandlerCall.Answer(FunctionTags.UntagResource(call.Account, call.Text("Resource"), call.Input.GetTexts("TagKeys")!.Value), static _ => WireValue.Empty);

    public static HandlerResult Get(HandlerCall call) => RefuseOthers(call) is { } refused
        ? refused
        : HandlerCall.Answer(FunctionTags.ListTags(call.Account, call.Text("Resource")), static function => WireValue.Structure(("Tags", WireValue.Map(function.Tags))));

    // ARNs of Lambda's other things are no less valid; there are none of them here.
    private static AwsError? RefuseOthers(HandlerCall call) => call.Text("Resource").Split(':') is [_, _, _, _, _, "function", ..]
        ? null
        : AwsError.NotBuilt($"tags of {call.Text("Resource").Split(':')[5]} in {call.Operation.Name}");
}
