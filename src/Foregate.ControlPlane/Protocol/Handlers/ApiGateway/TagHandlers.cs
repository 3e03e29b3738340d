// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>Tags of whatever has a name of Amazon's, on the wire of the first interface.</summary>
internal static class TagHandlers
{
    public static HandlerResult Put(HandlerCall call)
    {
        var (found, error) = TaggedResource.Find(call.Account, call.Text("resourceArn"));
        if ((error ?? Check(call.Input["tags"], call.Context)) is { } refused)
        {
            return refused;
        }

        var tags = found!.Tags.SetItems(call.Input.GetTextMap("tags")!);
        return tags.Count > call.Context.Quotas.Tags ? TooMany(call.Context) : new HandlerResult(found.With(tags), WireValue.Empty, null);
    }

    public static HandlerResult Remove(HandlerCall call)
    {
        var (found, error) = TaggedResource.Find(call.Account, call.Text("resourceArn"));
        return error is not null ? error : new HandlerResult(found!.With(found.Tags.RemoveRange(call.Input.GetTexts("tagKeys")!.Value)), WireValue.Empty, null);
    }

    public static HandlerResult Get(HandlerCall call)
    {
        var (found, error) = TaggedResource.Find(call.Account, call.Text("resourceArn"));
        return error is not null ? error : call.Answer(WireValue.Structure(("tags", WireValue.Map(found!.Tags))));
    }

    /// <summary>Whether these can be tags.</summary>
    public static AwsError? Check(WireValue? tags, OperationContext context)
    {
        if (tags is null)
        {
            return null;
        }

        foreach (var (key, value) in tags.Entries)
        {
            if (key.Length is 0 or > 128 || value.Text.Length > 256)
            {
                return AwsError.BadRequest("Invalid tag: keys have 1 to 128 characters, values at most 256");
            }

            if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                return AwsError.BadRequest("aws: prefixed tag key names are not allowed for external use.");
            }
        }

        return tags.Entries.Length > context.Quotas.Tags ? TooMany(context) : null;
    }

    private static AwsError TooMany(OperationContext context) => AwsError.BadRequest($"A resource can have at most {context.Quotas.Tags} tags");
}
