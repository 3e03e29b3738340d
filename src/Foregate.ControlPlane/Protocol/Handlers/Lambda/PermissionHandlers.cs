// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Protocol.Handlers.Lambda;

/// <summary>Resource policies of functions, on the wire.</summary>
internal static class PermissionHandlers
{
    public static HandlerResult Add(HandlerCall call)
    {
        var input = call.Input;
        var permission = new Permission
        {
            StatementId = call.Text("StatementId"),
            Action = call.Text("Action"),
            Principal = call.Text("Principal"),
            SourceArn = input.GetText("SourceArn"),
            SourceAccount = input.GetText("SourceAccount"),
            EventSourceToken = input.GetText("EventSourceToken"),
            FunctionUrlAuthType = input.GetText("FunctionUrlAuthType"),
            PrincipalOrgId = input.GetText("PrincipalOrgID"),
            InvokedViaFunctionUrl = input.GetBoolean("InvokedViaFunctionUrl"),
            Qualifier = input.GetText("Qualifier"),
        };
        return HandlerCall.Answer(
            Permissions.AddPermission(call.Account, call.Text("FunctionName"), permission, call.Context.Quotas, input.GetText("RevisionId")),
            static added => WireValue.Structure(("Statement", added.Statement)));
    }

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(
        Permissions.GetPolicy(call.Account, call.Text("FunctionName"), call.Input.GetText("Qualifier")),
        static policy => WireValue.Structure(("Policy", policy.Policy), ("RevisionId", policy.RevisionId)));

    public static HandlerResult Remove(HandlerCall call) => HandlerCall.Answer(
        Permissions.RemovePermission(call.Account, call.Text("FunctionName"), call.Text("StatementId"), call.Input.GetText("Qualifier"), call.Input.GetText("RevisionId")),
        static _ => WireValue.Empty);
}
