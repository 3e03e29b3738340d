// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Importing;
using Foregate.ControlPlane.Protocol.Handlers.ApiGatewayV2;

namespace Foregate.ControlPlane.Protocol.Handlers.Importing;

/// <summary>OpenAPI documents that become HTTP APIs, on the wire.</summary>
internal static class HttpImportHandlers
{
    public static HandlerResult Import(HandlerCall call) => Put(call, null);

    public static HandlerResult Reimport(HandlerCall call) => Put(call, call.Text("ApiId"));

    private static HandlerResult Put(HandlerCall call, string? apiId)
    {
        var (basePath, unknown) = ImportHandlers.ReadBasePath(call.Input.GetText("Basepath"));
        if (unknown is not null)
        {
            return unknown;
        }

        var imported = ApiImports.ImportApi(
            call.Account,
            Encoding.UTF8.GetBytes(call.Text("Body")),
            new ImportTarget { IsHttp = true, ApiId = apiId, BasePath = basePath },
            call.Input.GetBoolean("FailOnWarnings") ?? false,
            call.Context);
        return imported.Error is { } error
            ? error
            : new HandlerResult(imported.Account, ApiHandlers.Wire(call, imported.Account!.Apis[imported.Response!.ApiId]), null);
    }
}
