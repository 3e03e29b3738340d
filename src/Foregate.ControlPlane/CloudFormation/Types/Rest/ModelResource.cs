// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway.Parts;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::Model</c>; its id is its name.</summary>
internal static class ModelResource
{
    private static readonly (string, string)[] s_places =
    [
        ("model name", "Name"), ("content", "ContentType"), ("API identifier", "RestApiId"), ("schema", "Schema"), ("model", "Schema"),
    ];

    public static ResourceType Type { get; } = new(
        "AWS::ApiGateway::Model", new ObjectKind("the model", "ContentType Description Name RestApiId Schema"), ["RestApiId"], Create)
    {
        Replacing = ["ContentType", "Name", "RestApiId"],
        Update = Update,
        Delete = static removal => removal.Apply(account => Models.DeleteModel(account, removal.Text("RestApiId"), removal.PhysicalId)),
        Read = static (account, resource) => OwnDefinition.Of(
            account.RestApis.GetValueOrDefault(resource.Text("RestApiId"))?.Models.GetValueOrDefault(resource.PhysicalId), DefinitionJson.WriteApiGatewayModelRow),
        Place = static resource => $"/restapis/{resource.Text("RestApiId")}/models/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var api = properties.Text("RestApiId") ?? "";
        var request = new Models.CreateModelRequest
        {
            // Names of models are letters and digits.
            Name = properties.Text("Name") ?? string.Concat(context.GeneratedName.Where(char.IsAsciiLetterOrDigit)),
            Description = properties.Text("Description"),
            Schema = context.Json(properties, "Schema"),
            ContentType = properties.Text("ContentType") ?? "",
        };
        return context.Apply(account => Models.CreateModel(account, api, request, context.Operations), s_places) is { } model ? new ResourceValue(model.Name) : null;
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var properties = context.Properties;
        var (api, description, schema) = (properties.Text("RestApiId") ?? "", properties.Text("Description"), context.Json(properties, "Schema"));
        properties.Text("Name");
        properties.Text("ContentType");
        return context.Apply(account => Models.UpdateModel(account, api, context.PhysicalId, description, schema, context.Operations), s_places) is null
            ? null
            : new ResourceValue(context.PhysicalId);
    }
}
