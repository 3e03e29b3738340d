// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.OpenApi.Texts;
using Foregate.ControlPlane.Operations.ApiGateway.Documentation;
using Foregate.Definitions.Documentation;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::DocumentationPart</c>.</summary>
internal static class DocumentationPartResource
{
    private static readonly ObjectKind s_location = new("the location", "Method Name Path StatusCode Type");

    private static readonly (string, string)[] s_places = [("properties", "Properties"), ("location", "Location"), ("statusCode", "Location"), ("API identifier", "RestApiId")];

    public static ResourceType Type { get; } = new(
        "AWS::ApiGateway::DocumentationPart", new ObjectKind("the documentation part", "Location Properties RestApiId"), ["Location", "Properties", "RestApiId"], Create)
    {
        Replacing = ["Location", "RestApiId"],
        Update = Update,
        Delete = static removal => removal.Apply(account => DocumentationParts.DeleteDocumentationPart(account, removal.Text("RestApiId"), removal.PhysicalId)),
        Read = static (account, resource) => OwnDefinition.Of(
            account.RestApis.GetValueOrDefault(resource.Text("RestApiId"))?.DocumentationParts.GetValueOrDefault(resource.PhysicalId), DefinitionJson.WriteDocumentationDocumentationPartRow),
        Place = static resource => $"/restapis/{resource.Text("RestApiId")}/documentation/parts/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var (api, text) = (properties.Text("RestApiId") ?? "", context.Json(properties, "Properties") ?? "");
        return Location(context) is { } location
            && context.Apply(account => DocumentationParts.CreateDocumentationPart(account, api, location, text, context.Operations), s_places) is { } part
            ? Value(part.Id)
            : null;
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var properties = context.Properties;
        var (api, text) = (properties.Text("RestApiId") ?? "", context.Json(properties, "Properties"));
        return Location(context) is not null && context.Apply(account => DocumentationParts.UpdateDocumentationPart(account, api, context.PhysicalId, text), s_places) is not null
            ? Value(context.PhysicalId)
            : null;
    }

    private static ResourceValue Value(string id) => new(id, ("DocumentationPartId", id));

    private static DocumentationPartLocation? Location(ResourceContext context)
    {
        if (context.Properties.Object("Location", s_location) is not { } section)
        {
            return null;
        }

        var word = section.Text("Type");
        if (DocumentationWords.Types.Read(word) is not { } type)
        {
            section.Fault("Type", $"There is no documentation part of type \"{word}\".", "Use API, AUTHORIZER, MODEL, RESOURCE, METHOD, or a part of a method's request or response.");
            return null;
        }

        return new DocumentationPartLocation
        {
            Type = type,
            Path = section.Text("Path"),
            Method = section.Text("Method"),
            StatusCode = section.Text("StatusCode"),
            Name = section.Text("Name"),
        };
    }
}
