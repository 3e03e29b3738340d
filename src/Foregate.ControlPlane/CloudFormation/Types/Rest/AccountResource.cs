// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::Account</c>: the role that logs are written with. It is the account's own: it stays when the stack goes, as on AWS.</summary>
internal static class AccountResource
{
    public static ResourceType Type { get; } = new("AWS::ApiGateway::Account", new ObjectKind("the account", "CloudWatchRoleArn"), [], Put)
    {
        Update = Put,
        Read = static (account, _) => OwnDefinition.Of(account.Settings ?? new AccountSettings(), DefinitionJson.WriteApiGatewayAccountSettings),
        Place = static _ => "/account",
    };

    private static ResourceValue? Put(ResourceContext context)
    {
        var role = context.Properties.Text("CloudWatchRoleArn");
        var id = context.Existing?.PhysicalId ?? context.GeneratedName;
        return context.Apply(account => AccountRoles.UpdateAccount(account, role), "CloudWatchRoleArn") is null ? null : new ResourceValue(id, ("Id", id));
    }
}
