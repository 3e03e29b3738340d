// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.DomainNames;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.DomainNames;

namespace Foregate.ControlPlane.Protocol.Handlers.DomainNames;

/// <summary>Which REST APIs answer below the paths of domain names, on the wire of the first interface.</summary>
internal static class BasePathMappingHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        return HandlerCall.Answer(
            Mappings.CreateBasePathMapping(
                call.Account, call.Text("domainName"), input.GetText("domainNameId"), input.GetText("basePath"), call.Text("restApiId"), input.GetText("stage"), call.Context),
            Wire);
    }

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(
        Mappings.GetBasePathMapping(call.Account, call.Text("domainName"), call.Input.GetText("domainNameId"), call.Text("basePath")), Wire);

    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = Domains.GetDomainName(call.Account, call.Text("domainName"), call.Input.GetText("domainNameId"));
        return found.Error is { } missing
            ? missing
            : call.Items(
                found.Response!.ApiMappings.Values.Where(Mappings.IsBasePath).OrderBy(static mapping => mapping.ApiMappingKey, StringComparer.Ordinal),
                static mapping => "/" + mapping.ApiMappingKey,
                Wire);
    }

    public static HandlerResult Update(HandlerCall call)
    {
        var (name, id, path) = (call.Text("domainName"), call.Input.GetText("domainNameId"), call.Text("basePath"));
        var found = Mappings.GetBasePathMapping(call.Account, name, id, path);
        if (found.Error is { } missing)
        {
            return missing;
        }

        var (patched, refused) = call.Patch(Wire(found.Response!));
        return refused is not null
            ? refused
            : HandlerCall.Answer(
                Mappings.UpdateBasePathMapping(
                    call.Account, name, id, path, patched!.GetText("basePath"), patched.GetText("restApiId") ?? "", patched.GetText("stage"), call.Context),
                Wire);
    }

    public static HandlerResult Delete(HandlerCall call) => HandlerCall.Answer(
        Mappings.DeleteBasePathMapping(call.Account, call.Text("domainName"), call.Input.GetText("domainNameId"), call.Text("basePath")), static _ => WireValue.Empty);

    private static WireValue Wire(ApiMapping mapping) => WireValue.Structure(
        ("basePath", mapping.ApiMappingKey.Length == 0 ? Mappings.NoBasePath : mapping.ApiMappingKey), ("restApiId", mapping.ApiId), ("stage", mapping.Stage));
}
