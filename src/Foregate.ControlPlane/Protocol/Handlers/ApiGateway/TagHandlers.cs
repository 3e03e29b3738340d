// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>Tags of whatever an ARN names, on the wire.</summary>
internal static class TagHandlers
{
    private const int LongestValue = 256;

    /// <summary>Characters of a tag's value in the second interface.</summary>
    private const int LongestValueV2 = 1600;

    public static HandlerResult Put(HandlerCall call) => Put(call, call.Text("resourceArn"), call.Input, "tags");

    public static HandlerResult Remove(HandlerCall call) => Remove(call, call.Text("resourceArn"), call.Input.GetTexts("tagKeys")!.Value);

    public static HandlerResult Get(HandlerCall call) => Get(call, call.Text("resourceArn"), "tags");

    /// <param name="member">As this interface's model names the tags.</param>
    public static HandlerResult Put(HandlerCall call, string arn, WireValue said, string member)
    {
        var (found, error) = TaggedResource.Find(call.Account, arn);
        if ((error ?? (member == "tags" ? Check(said[member], call.Context) : CheckV2(said[member], call.Context))) is { } refused)
        {
            return refused;
        }

        var tags = said.GetTextMap(member) is { } added ? found!.Tags.SetItems(added) : found!.Tags;
        return tags.Count > call.Context.Quotas.Tags ? TooMany(call.Context) : new HandlerResult(found.With(tags), WireValue.Empty, null);
    }

    public static HandlerResult Remove(HandlerCall call, string arn, IEnumerable<string> keys)
    {
        var (found, error) = TaggedResource.Find(call.Account, arn);
        return error is not null ? error : new HandlerResult(found!.With(found.Tags.RemoveRange(keys)), WireValue.Empty, null);
    }

    public static HandlerResult Get(HandlerCall call, string arn, string member)
    {
        var (found, error) = TaggedResource.Find(call.Account, arn);
        return error is not null ? error : call.Answer(WireValue.Structure((member, WireValue.Map(found!.Tags))));
    }

    /// <summary>Whether these can be tags in the first interface.</summary>
    public static AwsError? Check(WireValue? tags, OperationContext context) => Check(tags, context, LongestValue);

    /// <summary>Whether these can be tags in the second interface.</summary>
    public static AwsError? CheckV2(WireValue? tags, OperationContext context) => Check(tags, context, LongestValueV2);

    private static AwsError? Check(WireValue? tags, OperationContext context, int longest)
    {
        if (tags is null)
        {
            return null;
        }

        foreach (var (key, value) in tags.Entries)
        {
            if (key.Length is 0 or > 128 || (value.Kind != WireKind.Null && value.Text.Length > longest))
            {
                return AwsError.BadRequest($"Invalid tag: keys have 1 to 128 characters, values at most {longest}");
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
