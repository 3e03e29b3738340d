// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>The paths of REST APIs, on the wire.</summary>
internal static class ResourceHandlers
{
    public static HandlerResult Create(HandlerCall call) => HandlerCall.Answer(
        Resources.CreateResource(call.Account, call.Text("restApiId"), call.Text("parentId"), call.Text("pathPart"), call.Context), static resource => Wire(resource, false));

    public static HandlerResult Get(HandlerCall call)
    {
        var isEmbedded = Embeds(call);
        return HandlerCall.Answer(Resources.GetResource(call.Account, call.Text("restApiId"), call.Text("resourceId")), resource => Wire(resource, isEmbedded));
    }

    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = RestApis.GetRestApi(call.Account, call.Text("restApiId"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var isEmbedded = Embeds(call);
        // By path, which no two have: as people read them, and as AWS's answers are recorded.
        var resources = found.Response!.Resources.Values.OrderBy(static resource => resource.Path, StringComparer.Ordinal);
        return call.Items(resources, static resource => resource.Path, resource => Wire(resource, isEmbedded));
    }

    public static HandlerResult Update(HandlerCall call)
    {
        var found = Resources.GetResource(call.Account, call.Text("restApiId"), call.Text("resourceId"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var resource = found.Response!;
        var (patched, refused) = call.Patch(Wire(resource, false));
        return refused is not null
            ? refused
            : HandlerCall.Answer(
                Resources.UpdateResource(call.Account, call.Text("restApiId"), resource.Id, patched!.GetText("parentId"), patched.GetText("pathPart")), static moved => Wire(moved, false));
    }

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(Resources.DeleteResource(call.Account, call.Text("restApiId"), call.Text("resourceId")), static _ => WireValue.Empty);

    private static bool Embeds(HandlerCall call) => call.Input["embed"]?.Items.Any(static item => item.Text == "methods") ?? false;

    // Without being asked for, methods are named and not told.
    private static WireValue Wire(Resource resource, bool isEmbedded) => WireValue.Structure(
        ("id", resource.Id),
        ("parentId", resource.ParentId),
        ("pathPart", resource.PathPart),
        ("path", resource.Path),
        ("resourceMethods", resource.ResourceMethods.IsEmpty
            ? null
            : WireValue.Map(resource.ResourceMethods.Select(method => KeyValuePair.Create(method.Key, isEmbedded ? MethodHandlers.Wire(method.Value, resource.Id) : WireValue.Empty)))));
}
