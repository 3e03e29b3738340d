// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.Iam;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Handlers.Iam;

/// <summary>The policies that roles have, on the wire.</summary>
internal static class RolePolicyHandlers
{
    public static HandlerResult Put(HandlerCall call) =>
        IamWire.Done(RolePolicies.PutRolePolicy(call.Account, call.Text("RoleName"), call.Text("PolicyName"), call.Text("PolicyDocument")));

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(
        RolePolicies.GetRolePolicy(call.Account, call.Text("RoleName"), call.Text("PolicyName")),
        document => WireValue.Structure(("RoleName", call.Text("RoleName")), ("PolicyName", call.Text("PolicyName")), ("PolicyDocument", IamWire.Document(document))));

    public static HandlerResult GetAll(HandlerCall call) => Roles.GetRole(call.Account, call.Text("RoleName")) is { Error: { } missing }
        ? missing
        : IamWire.Page(call, "PolicyNames", call.Account.Roles[call.Text("RoleName")].Policies.Keys, static name => name, static name => name!);

    public static HandlerResult Delete(HandlerCall call) => IamWire.Done(RolePolicies.DeleteRolePolicy(call.Account, call.Text("RoleName"), call.Text("PolicyName")));

    public static HandlerResult Attach(HandlerCall call) => IamWire.Done(RolePolicies.AttachRolePolicy(call.Account, call.Text("RoleName"), call.Text("PolicyArn")));

    public static HandlerResult Detach(HandlerCall call) => IamWire.Done(RolePolicies.DetachRolePolicy(call.Account, call.Text("RoleName"), call.Text("PolicyArn")));

    public static HandlerResult GetAttached(HandlerCall call)
    {
        if (Roles.GetRole(call.Account, call.Text("RoleName")).Error is { } missing)
        {
            return missing;
        }

        var prefix = call.Input.GetText("PathPrefix") ?? "/";
        return IamWire.Page(
            call,
            "AttachedPolicies",
            call.Account.Roles[call.Text("RoleName")].AttachedPolicies.Where(arn => Path(arn).StartsWith(prefix, StringComparison.Ordinal)),
            static arn => arn,
            static arn => WireValue.Structure(("PolicyName", arn[(arn.LastIndexOf('/') + 1)..]), ("PolicyArn", arn)));
    }

    // What stands between "policy" and the name, with both slashes.
    private static string Path(string arn) => arn[arn.IndexOf('/', StringComparison.Ordinal)..(arn.LastIndexOf('/') + 1)];
}
