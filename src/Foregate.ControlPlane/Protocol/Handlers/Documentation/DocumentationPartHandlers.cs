// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Operations.ApiGateway.Documentation;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.Documentation;

namespace Foregate.ControlPlane.Protocol.Handlers.Documentation;

/// <summary>What is told about the parts of REST APIs, on the wire.</summary>
internal static class DocumentationPartHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var said = call.Input["location"]!;
        var location = new DocumentationPartLocation
        {
            Type = Enum.GetValues<DocumentationPartType>().First(type => DocumentationLocations.Name(type) == said.GetText("type")),
            Path = Said("path"),
            Method = Said("method"),
            StatusCode = Said("statusCode"),
            Name = Said("name"),
        };
        return HandlerCall.Answer(DocumentationParts.CreateDocumentationPart(call.Account, call.Text("restApiId"), location, call.Text("properties"), call.Context), Wire);

        // AWS: an empty text is a member that was not said.
        string? Said(string member) => said.GetText(member) is { Length: > 0 } text ? text : null;
    }

    public static HandlerResult Get(HandlerCall call) =>
        HandlerCall.Answer(DocumentationParts.GetDocumentationPart(call.Account, call.Text("restApiId"), call.Text("documentationPartId")), Wire);

    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = RestApis.GetRestApi(call.Account, call.Text("restApiId"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var (type, name, path) = (call.Input.GetText("type"), call.Input.GetText("nameQuery"), call.Input.GetText("path"));
        bool? hasContent = call.Input.GetText("locationStatus") switch { "DOCUMENTED" => true, "UNDOCUMENTED" => false, _ => null };
        var parts = found.Response!.DocumentationParts.Values.Where(part =>
            (type is null || DocumentationLocations.Name(part.Location.Type) == type)
            && (name is null || part.Location.Name == name)
            && (path is null || part.Location.Path == path)
            && (hasContent is null || HasContent(part) == hasContent));
        return call.Items(parts, static part => part.Id, Wire);
    }

    public static HandlerResult Update(HandlerCall call)
    {
        var found = DocumentationParts.GetDocumentationPart(call.Account, call.Text("restApiId"), call.Text("documentationPartId"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var (patched, refused) = call.Patch(Wire(found.Response!));
        return refused is not null
            ? refused
            : HandlerCall.Answer(DocumentationParts.UpdateDocumentationPart(call.Account, call.Text("restApiId"), found.Response!.Id, patched!.GetText("properties")), Wire);
    }

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(DocumentationParts.DeleteDocumentationPart(call.Account, call.Text("restApiId"), call.Text("documentationPartId")), static _ => WireValue.Empty);

    private static bool HasContent(DocumentationPart part) => JsonObjects.Read(part.Properties) is { Count: > 0 };

    private static WireValue Wire(DocumentationPart part) => WireValue.Structure(
        ("id", part.Id),
        ("location", WireValue.Structure(
            ("type", DocumentationLocations.Name(part.Location.Type)),
            ("path", part.Location.Path),
            ("method", part.Location.Method),
            ("statusCode", part.Location.StatusCode),
            ("name", part.Location.Name))),
        ("properties", part.Properties));
}
