// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.Definitions;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.CloudFormation.Types.Lambda;

/// <summary><c>AWS::Lambda::Permission</c>: who may invoke a function.</summary>
internal static class PermissionResource
{
    private const int SuffixLength = 12;

    private const int StatementIdLength = 100;

    public static ResourceType Type { get; } = new(
        "AWS::Lambda::Permission",
        new ObjectKind("the permission", "Action FunctionName Principal SourceAccount SourceArn EventSourceToken FunctionUrlAuthType PrincipalOrgID InvokedViaFunctionUrl"),
        ["Action", "FunctionName", "Principal"],
        Create)
    {
        // Each of its properties does: it never changes in place.
        Replacing = ["Action", "EventSourceToken", "FunctionName", "FunctionUrlAuthType", "InvokedViaFunctionUrl", "Principal", "PrincipalOrgID", "SourceAccount", "SourceArn"],
        Delete = static removal => removal.Apply(account => Permissions.RemovePermission(account, removal.Text("FunctionName"), removal.PhysicalId)),
        Read = static (account, resource) => OwnDefinition.Of(Find(account, resource.Text("FunctionName"), resource.PhysicalId), DefinitionJson.WriteLambdaPermission),
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var name = properties.Text("FunctionName") ?? "";
        var permission = new Permission
        {
            StatementId = StatementId(context, name),
            Action = properties.Text("Action") ?? "",
            Principal = properties.Text("Principal") ?? "",
            SourceArn = properties.Text("SourceArn"),
            SourceAccount = properties.Text("SourceAccount"),
            EventSourceToken = properties.Text("EventSourceToken"),
            FunctionUrlAuthType = properties.Text("FunctionUrlAuthType"),
            PrincipalOrgId = properties.Text("PrincipalOrgID"),
            InvokedViaFunctionUrl = properties.Boolean("InvokedViaFunctionUrl"),
        };
        if (FunctionReference.TryFind(context.Run.Account, name, null, out _) is { } unknown && context.Operations.Judge(unknown) is null)
        {
            return new ResourceValue(permission.StatementId, ("Id", permission.StatementId));
        }

        return context.Apply(account => Permissions.AddPermission(account, name, permission, context.Operations.Quotas)) is null
            ? null
            : new ResourceValue(permission.StatementId, ("Id", permission.StatementId));
    }

    // The one that takes the place of another is beside it for a while.
    private static string StatementId(ResourceContext context, string function)
    {
        var start = context.GeneratedName;
        start = start.Length > StatementIdLength - SuffixLength - 1 ? start[^(StatementIdLength - SuffixLength - 1)..] : start;
        var suffix = Identifiers.Next(SuffixLength, id => Find(context.Run.Account, function, $"{start}-{id}") is not null, "permission", context.GeneratedName);
        return $"{start}-{suffix}";
    }

    private static Permission? Find(Account account, string function, string statementId) => FunctionReference.TryFind(account, function, null, out var reference) is null
        ? reference.Function.Permissions.GetValueOrDefault(reference.Qualifier is null ? statementId : $"{reference.Qualifier}:{statementId}")
        : null;
}
