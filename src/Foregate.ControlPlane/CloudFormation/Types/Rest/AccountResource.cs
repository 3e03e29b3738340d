// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::Account</c>: the role that logs are written with, of which there is none here.</summary>
internal static class AccountResource
{
    public static ResourceType Type { get; } = new(
        "AWS::ApiGateway::Account", new ObjectKind("the account", "", "CloudWatchRoleArn"), [], static context => new ResourceValue(context.GeneratedName, ("Id", context.GeneratedName)));
}
