// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.CloudFormation.Types.Http;

/// <summary><c>AWS::ApiGatewayV2::Model</c>: of WebSocket APIs; its schema is an object of the template, or a text.</summary>
internal static class ModelV2Resource
{
    public static ResourceType Type { get; } = new(
        "AWS::ApiGatewayV2::Model", new ObjectKind("the model", "ApiId Name Schema ContentType Description"), ["ApiId", "Name", "Schema"], Create)
    {
        Replacing = ["ApiId"],
        Update = Update,
        Delete = static removal => removal.Apply(account => Models.DeleteModel(account, removal.Text("ApiId"), removal.PhysicalId, removal.Operations)),
        Read = static (account, resource) => OwnDefinition.Of(
            account.Apis.GetValueOrDefault(resource.Text("ApiId"))?.Models.GetValueOrDefault(resource.PhysicalId), DefinitionJson.WriteApiGatewayV2ModelRow),
    };

    private static ResourceValue? Create(ResourceContext context) => Said(context) is var (api, request)
        ? Value(context.Apply(account => Models.CreateModel(account, api, request, context.Operations)))
        : null;

    private static ResourceValue? Update(ResourceContext context) => Said(context) is var (api, request)
        ? Value(context.Apply(account => Models.ReplaceModel(account, api, context.PhysicalId, request, context.Operations)))
        : null;

    private static (string Api, Models.CreateModelRequest Request)? Said(ResourceContext context)
    {
        var properties = context.Properties;
        var schema = properties.Node("Schema")!;
        var text = schema.Kind == NodeKind.Mapping ? context.Run.Json(schema, properties.PathOf("Schema"))?.ToJsonString() : properties.Text("Schema");
        return text is null ? null : (properties.Text("ApiId") ?? "", new Models.CreateModelRequest
        {
            Name = properties.Text("Name") ?? "",
            Schema = text,
            ContentType = properties.Text("ContentType"),
            Description = properties.Text("Description"),
        });
    }

    private static ResourceValue? Value(Model? model) => model is null ? null : new ResourceValue(model.ModelId, ("ModelId", model.ModelId));
}
