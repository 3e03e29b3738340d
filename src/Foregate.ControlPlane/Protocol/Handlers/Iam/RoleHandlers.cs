// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.Iam;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions;
using Foregate.Definitions.Iam;

namespace Foregate.ControlPlane.Protocol.Handlers.Iam;

/// <summary>Roles, on the wire.</summary>
internal static class RoleHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        return Answer(call, Roles.CreateRole(
            call.Account,
            new Roles.CreateRoleRequest
            {
                RoleName = call.Text("RoleName"),
                AssumeRolePolicyDocument = call.Text("AssumeRolePolicyDocument"),
                Path = input.GetText("Path"),
                Description = input.GetText("Description"),
                MaxSessionDuration = input.GetInteger("MaxSessionDuration"),
                PermissionsBoundary = input.GetText("PermissionsBoundary"),
                Tags = IamWire.Tags(call),
            },
            call.Context));
    }

    public static HandlerResult Get(HandlerCall call) => Answer(call, Roles.GetRole(call.Account, call.Text("RoleName")));

    // A list tells no tags and no boundaries, as on AWS.
    public static HandlerResult GetAll(HandlerCall call)
    {
        var prefix = call.Input.GetText("PathPrefix") ?? "/";
        return IamWire.Page(
            call,
            "Roles",
            call.Account.Roles.Values.Where(role => role.Path.StartsWith(prefix, StringComparison.Ordinal)),
            static role => role.RoleName,
            role => Wire(call.Account, role with { Tags = role.Tags.Clear(), PermissionsBoundary = null }));
    }

    public static HandlerResult Update(HandlerCall call) =>
        IamWire.Done(Roles.UpdateRole(call.Account, call.Text("RoleName"), call.Input.GetText("Description"), call.Input.GetInteger("MaxSessionDuration")));

    public static HandlerResult UpdateDescription(HandlerCall call) =>
        Answer(call, Roles.UpdateRole(call.Account, call.Text("RoleName"), call.Text("Description"), null));

    public static HandlerResult UpdateTrust(HandlerCall call) => IamWire.Done(Roles.UpdateAssumeRolePolicy(call.Account, call.Text("RoleName"), call.Text("PolicyDocument")));

    public static HandlerResult PutBoundary(HandlerCall call) => IamWire.Done(Roles.PutPermissionsBoundary(call.Account, call.Text("RoleName"), call.Text("PermissionsBoundary")));

    public static HandlerResult DeleteBoundary(HandlerCall call) => IamWire.Done(Roles.PutPermissionsBoundary(call.Account, call.Text("RoleName"), null));

    public static HandlerResult Tag(HandlerCall call) => IamWire.Done(Roles.TagRole(call.Account, call.Text("RoleName"), IamWire.Tags(call)));

    public static HandlerResult Untag(HandlerCall call) => IamWire.Done(Roles.UntagRole(call.Account, call.Text("RoleName"), call.Input.GetTexts("TagKeys") ?? []));

    public static HandlerResult GetTags(HandlerCall call) => Roles.GetRole(call.Account, call.Text("RoleName")) is { Error: { } missing }
        ? missing
        : IamWire.Page(call, "Tags", call.Account.Roles[call.Text("RoleName")].Tags, static tag => tag.Key, static tag => WireValue.Structure(("Key", tag.Key), ("Value", tag.Value)));

    /// <summary>There are no instances, and none have profiles.</summary>
    public static HandlerResult GetInstanceProfiles(HandlerCall call) => Roles.GetRole(call.Account, call.Text("RoleName")) is { Error: { } missing }
        ? missing
        : IamWire.Page(call, "InstanceProfiles", Array.Empty<string>(), static name => name, static name => name!);

    public static HandlerResult Delete(HandlerCall call) => IamWire.Done(Roles.DeleteRole(call.Account, call.Text("RoleName")));

    private static HandlerResult Answer(HandlerCall call, OperationResult<Role> result) =>
        HandlerCall.Answer(result, role => WireValue.Structure(("Role", Wire(call.Account, role))));

    private static WireValue Wire(Account account, Role role) => WireValue.Structure(
        ("Path", role.Path),
        ("RoleName", role.RoleName),
        ("RoleId", role.RoleId),
        ("Arn", Roles.Arn(account, role)),
        ("CreateDate", role.CreateDate),
        ("AssumeRolePolicyDocument", IamWire.Document(role.AssumeRolePolicyDocument)),
        ("Description", role.Description),
        ("MaxSessionDuration", (long)role.MaxSessionDuration),
        ("PermissionsBoundary", role.PermissionsBoundary is { } arn
            ? WireValue.Structure(("PermissionsBoundaryType", "Policy"), ("PermissionsBoundaryArn", arn))
            : null),
        ("Tags", IamWire.Tags(role.Tags)));
}
