// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.ControlPlane.Operations.Iam;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions;
using Foregate.Definitions.Iam;

namespace Foregate.ControlPlane.Protocol.Handlers.Iam;

/// <summary>Policies that several roles can have, on the wire.</summary>
internal static class PolicyHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var result = Policies.CreatePolicy(
            call.Account, call.Text("PolicyName"), call.Input.GetText("Path"), call.Input.GetText("Description"), call.Text("PolicyDocument"), IamWire.Tags(call), call.Context);
        return HandlerCall.Answer(result, policy => WireValue.Structure(("Policy", Wire(result.Account!, policy))));
    }

    public static HandlerResult Get(HandlerCall call) =>
        HandlerCall.Answer(Policies.GetPolicy(call.Account, call.Text("PolicyArn")), policy => WireValue.Structure(("Policy", Wire(call.Account, policy))));

    /// <summary>The account's own: which ones AWS has is not known here.</summary>
    public static HandlerResult GetAll(HandlerCall call)
    {
        var (scope, prefix, isAttached) = (call.Input.GetText("Scope"), call.Input.GetText("PathPrefix") ?? "/", call.Input.GetBoolean("OnlyAttached") ?? false);
        return IamWire.Page(
            call,
            "Policies",
            call.Account.Policies.Values.Where(policy =>
                scope != "AWS" && policy.Path.StartsWith(prefix, StringComparison.Ordinal) && (!isAttached || Policies.Attachments(call.Account, policy.Arn) > 0)),
            static policy => policy.Arn,
            policy => Wire(call.Account, policy with { Tags = policy.Tags.Clear(), Description = null }));
    }

    public static HandlerResult Delete(HandlerCall call) => IamWire.Done(Policies.DeletePolicy(call.Account, call.Text("PolicyArn")));

    public static HandlerResult Tag(HandlerCall call) => IamWire.Done(Policies.TagPolicy(call.Account, call.Text("PolicyArn"), IamWire.Tags(call)));

    public static HandlerResult Untag(HandlerCall call) => IamWire.Done(Policies.UntagPolicy(call.Account, call.Text("PolicyArn"), call.Input.GetTexts("TagKeys") ?? []));

    public static HandlerResult GetTags(HandlerCall call) => Policies.GetPolicy(call.Account, call.Text("PolicyArn")) is { Error: { } missing }
        ? missing
        : IamWire.Page(call, "Tags", call.Account.Policies[call.Text("PolicyArn")].Tags, static tag => tag.Key, static tag => WireValue.Structure(("Key", tag.Key), ("Value", tag.Value)));

    public static HandlerResult CreateVersion(HandlerCall call) => HandlerCall.Answer(
        Policies.CreatePolicyVersion(call.Account, call.Text("PolicyArn"), call.Text("PolicyDocument"), call.Input.GetBoolean("SetAsDefault") ?? false, call.Context),
        static policy => WireValue.Structure(("PolicyVersion", Wire(policy, policy.Versions["v" + policy.VersionCount.ToString(CultureInfo.InvariantCulture)], hasDocument: false))));

    public static HandlerResult GetVersion(HandlerCall call) => HandlerCall.Answer(
        Policies.GetPolicyVersion(call.Account, call.Text("PolicyArn"), call.Text("VersionId")),
        version => WireValue.Structure(("PolicyVersion", Wire(call.Account.Policies[call.Text("PolicyArn")], version, hasDocument: true))));

    public static HandlerResult GetVersions(HandlerCall call)
    {
        var found = Policies.GetPolicy(call.Account, call.Text("PolicyArn"));
        return found.Error is { } missing
            ? missing
            : IamWire.Page(call, "Versions", found.Response!.Versions.Values, static version => version.VersionId, version => Wire(found.Response!, version, hasDocument: false));
    }

    public static HandlerResult SetDefaultVersion(HandlerCall call) =>
        IamWire.Done(Policies.SetDefaultPolicyVersion(call.Account, call.Text("PolicyArn"), call.Text("VersionId"), call.Context));

    public static HandlerResult DeleteVersion(HandlerCall call) => IamWire.Done(Policies.DeletePolicyVersion(call.Account, call.Text("PolicyArn"), call.Text("VersionId")));

    private static WireValue Wire(Account account, Policy policy) => WireValue.Structure(
        ("PolicyName", policy.PolicyName),
        ("PolicyId", policy.PolicyId),
        ("Arn", policy.Arn),
        ("Path", policy.Path),
        ("DefaultVersionId", policy.DefaultVersionId),
        ("AttachmentCount", (long)Policies.Attachments(account, policy.Arn)),
        ("PermissionsBoundaryUsageCount", (long)Policies.Boundaries(account, policy.Arn)),
        ("IsAttachable", true),
        ("Description", policy.Description),
        ("CreateDate", policy.CreateDate),
        ("UpdateDate", policy.UpdateDate),
        ("Tags", IamWire.Tags(policy.Tags)));

    private static WireValue Wire(Policy policy, PolicyVersion version, bool hasDocument) => WireValue.Structure(
        ("Document", hasDocument ? IamWire.Document(version.Document) : null),
        ("VersionId", version.VersionId),
        ("IsDefaultVersion", version.VersionId == policy.DefaultVersionId),
        ("CreateDate", version.CreateDate));
}
