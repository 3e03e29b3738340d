// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.CloudFormation.Types;

/// <summary><c>AWS::Lambda::Permission</c>: who may invoke a function.</summary>
internal static class PermissionResource
{
    public static ResourceType Type { get; } = new(
        "AWS::Lambda::Permission",
        new ObjectKind("the permission", "Action FunctionName Principal SourceAccount SourceArn EventSourceToken FunctionUrlAuthType PrincipalOrgID InvokedViaFunctionUrl"),
        ["Action", "FunctionName", "Principal"],
        Create)
    {
        Delete = static removal => removal.Apply(account => Permissions.RemovePermission(account, removal.Text("FunctionName"), removal.PhysicalId)),
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var permission = new Permission
        {
            StatementId = context.GeneratedName.Length <= 100 ? context.GeneratedName : context.GeneratedName[^100..],
            Action = properties.Text("Action") ?? "",
            Principal = properties.Text("Principal") ?? "",
            SourceArn = properties.Text("SourceArn"),
            SourceAccount = properties.Text("SourceAccount"),
            EventSourceToken = properties.Text("EventSourceToken"),
            FunctionUrlAuthType = properties.Text("FunctionUrlAuthType"),
            PrincipalOrgId = properties.Text("PrincipalOrgID"),
            InvokedViaFunctionUrl = properties.Boolean("InvokedViaFunctionUrl"),
        };
        var name = properties.Text("FunctionName") ?? "";
        return context.Apply(account => Permissions.AddPermission(account, name, permission, context.Operations.Quotas)) is null
            ? null
            : new ResourceValue(permission.StatementId, ("Id", permission.StatementId));
    }
}
