// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::ApiKey</c>; a value that the template does not give is made up.</summary>
internal static class ApiKeyResource
{
    public static ResourceType Type { get; } = new(
        "AWS::ApiGateway::ApiKey", new ObjectKind("the API key", "Name Description CustomerId Enabled Value", "StageKeys Tags GenerateDistinctId"), [], Create)
    {
        Delete = static removal => removal.Apply(account => ApiKeys.DeleteApiKey(account, removal.PhysicalId)),
        Place = static resource => $"/apikeys/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var name = properties.Text("Name") ?? context.GeneratedName;
        var value = properties.Text("Value");
        var request = new ApiKeys.CreateApiKeyRequest
        {
            Name = name,
            Description = properties.Text("Description"),
            CustomerId = properties.Text("CustomerId"),
            Enabled = properties.Boolean("Enabled") ?? true,
            Value = value,
        };
        if (context.Apply(account => ApiKeys.CreateApiKey(account, request, context.Operations)) is not { } key)
        {
            return null;
        }

        return new ResourceValue(key.Id, ("APIKeyId", key.Id));
    }
}
