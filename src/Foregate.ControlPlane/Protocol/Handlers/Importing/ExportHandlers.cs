// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.OpenApi.Export;
using Foregate.ControlPlane.OpenApi.Texts;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Handlers.Importing;

/// <summary>A stage as an OpenAPI document, on the wire.</summary>
internal static class ExportHandlers
{
    public static HandlerResult Get(HandlerCall call)
    {
        var found = RestApis.GetRestApi(call.Account, call.Text("restApiId"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var api = found.Response!;
        if (!api.Stages.TryGetValue(call.Text("stageName"), out var stage))
        {
            return AwsError.NoStage();
        }

        var exportType = call.Text("exportType");
        var (form, invalid) = ExportForm.Read(exportType, call.Input["parameters"]?.GetText("extensions"));
        if ((ReadAccept(call.Input.GetText("accepts"), out var isYaml) ?? invalid) is { } error)
        {
            return error;
        }

        var document = RestApiExport.Of(api, stage, form!, call.Account.Region);
        return call.Answer(WireValue.Structure(
            ("contentType", "application/octet-stream"),
            ("contentDisposition", $"attachment; filename=\"{FileName(exportType, RestApiExport.VersionOf(api, stage))}.{(isYaml ? "yaml" : "json")}\""),
            ("body", WireValue.Of(Encoding.UTF8.GetBytes(isYaml ? YamlText.Write(document) : JsonText.Write(document))))));
    }

    private static AwsError? ReadAccept(string? accept, out bool isYaml)
    {
        var type = (accept ?? "").Split(';', ',')[0].Trim().ToLowerInvariant();
        isYaml = type is "application/yaml" or "application/x-yaml" or "text/yaml";
        return isYaml || type is "" or "*/*" or "application/*" or "application/json"
            ? null
            : AwsError.BadRequest($"Invalid Accept header specified: {accept}. Must be one of: [application/json, application/yaml]");
    }

    // The version is free text, and this is a header.
    private static string FileName(string exportType, string version) =>
        $"{exportType}_{string.Concat(version.Select(static letter => letter is >= ' ' and <= '~' and not ('"' or '\\' or '/') ? letter : '_'))}";
}
