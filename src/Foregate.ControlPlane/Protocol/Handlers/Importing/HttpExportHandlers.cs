// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.OpenApi.Export;
using Foregate.ControlPlane.OpenApi.Texts;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Protocol.Handlers.Importing;

/// <summary>An HTTP API as an OpenAPI document, on the wire.</summary>
internal static class HttpExportHandlers
{
    public static HandlerResult Export(HandlerCall call)
    {
        var found = Apis.GetApi(call.Account, call.Text("ApiId"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var api = found.Response!;
        if (api.ProtocolType != ProtocolType.Http)
        {
            return AwsError.BadRequest("Export is supported for HTTP APIs only");
        }

        if (call.Text("Specification") != "OAS30")
        {
            return AwsError.BadRequest("Invalid specification specified. Must be OAS30");
        }

        if (call.Text("OutputType") is not ("JSON" or "YAML"))
        {
            return AwsError.BadRequest("Invalid outputType specified. Must be one of [JSON, YAML]");
        }

        if (call.Input.GetText("ExportVersion") is not (null or "1.0"))
        {
            return AwsError.BadRequest("Invalid exportVersion specified. Must be 1.0");
        }

        Stage? stage = null;
        if (call.Input.GetText("StageName") is { } name && !api.Stages.TryGetValue(name, out stage))
        {
            return AwsError.NoStage();
        }

        var document = HttpApiExport.Of(api, stage, call.Input.GetBoolean("IncludeExtensions") ?? true, call.Account.Region);
        return call.Answer(WireValue.Structure(
            ("body", WireValue.Of(Encoding.UTF8.GetBytes(call.Text("OutputType") == "YAML" ? YamlText.Write(document) : JsonText.Write(document))))));
    }
}
