// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Operations.ApiGateway.Documentation;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.Documentation;

namespace Foregate.ControlPlane.Protocol.Handlers.Documentation;

/// <summary>Frozen states of REST APIs' documentation, on the wire.</summary>
internal static class DocumentationVersionHandlers
{
    public static HandlerResult Create(HandlerCall call) => HandlerCall.Answer(
        DocumentationVersions.CreateDocumentationVersion(
            call.Account,
            call.Text("restApiId"),
            new DocumentationVersions.CreateDocumentationVersionRequest
            {
                DocumentationVersion = call.Text("documentationVersion"),
                StageName = call.Input.GetText("stageName"),
                Description = call.Input.GetText("description"),
            },
            call.Context),
        Wire);

    public static HandlerResult Get(HandlerCall call) =>
        HandlerCall.Answer(DocumentationVersions.GetDocumentationVersion(call.Account, call.Text("restApiId"), call.Text("documentationVersion")), Wire);

    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = RestApis.GetRestApi(call.Account, call.Text("restApiId"));
        return found.Error is { } missing ? missing : call.Items(found.Response!.DocumentationVersions.Values, static version => version.Version, Wire);
    }

    public static HandlerResult Update(HandlerCall call)
    {
        var found = DocumentationVersions.GetDocumentationVersion(call.Account, call.Text("restApiId"), call.Text("documentationVersion"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var (patched, refused) = call.Patch(Wire(found.Response!));
        return refused is not null
            ? refused
            : HandlerCall.Answer(
                DocumentationVersions.UpdateDocumentationVersion(call.Account, call.Text("restApiId"), found.Response!.Version, patched!.GetText("description")), Wire);
    }

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(DocumentationVersions.DeleteDocumentationVersion(call.Account, call.Text("restApiId"), call.Text("documentationVersion")), static _ => WireValue.Empty);

    private static WireValue Wire(DocumentationVersion version) =>
        WireValue.Structure(("version", version.Version), ("createdDate", version.CreatedDate), ("description", version.Description));
}
