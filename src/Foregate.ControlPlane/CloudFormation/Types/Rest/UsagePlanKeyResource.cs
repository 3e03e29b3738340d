// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::UsagePlanKey</c>: a key's membership in a plan.</summary>
internal static class UsagePlanKeyResource
{
    public static ResourceType Type { get; } = new(
        "AWS::ApiGateway::UsagePlanKey", new ObjectKind("the usage plan key", "KeyId KeyType UsagePlanId"), ["KeyId", "KeyType", "UsagePlanId"], Create)
    {
        // Each of its properties does: it never changes in place.
        Replacing = ["KeyId", "KeyType", "UsagePlanId"],
        Delete = static removal => removal.Apply(account => UsagePlanKeys.DeleteUsagePlanKey(account, removal.Text("UsagePlanId"), removal.Text("KeyId"))),
        Read = static (account, resource) => OwnDefinition.Of(
            account.UsagePlans.GetValueOrDefault(resource.Text("UsagePlanId"))?.Keys.GetValueOrDefault(resource.Text("KeyId")), DefinitionJson.WriteApiGatewayUsagePlanKeyRow),
        Place = static resource => $"/usageplans/{resource.Text("UsagePlanId")}/keys/{resource.Text("KeyId")}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var plan = properties.Text("UsagePlanId") ?? "";
        var key = properties.Text("KeyId") ?? "";
        var type = properties.Text("KeyType") ?? "";
        return context.Apply(account => UsagePlanKeys.CreateUsagePlanKey(account, plan, key, type, context.Operations), ("type", "KeyType"), ("usage plan", "UsagePlanId"), ("api key", "KeyId")) is null
            ? null
            : new ResourceValue($"{key}:{plan}", ("Id", $"{key}:{plan}"));
    }
}
