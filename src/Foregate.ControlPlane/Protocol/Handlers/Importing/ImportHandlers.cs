// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Importing;
using Foregate.ControlPlane.OpenApi.Texts;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Handlers.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Protocol.Handlers.Importing;

/// <summary>OpenAPI documents that become REST APIs or parts of them, on the wire.</summary>
internal static class ImportHandlers
{
    public static HandlerResult Import(HandlerCall call)
    {
        var (target, invalid) = Target(call, null);
        return invalid is not null ? invalid : Put(call, target!, isNew: true);
    }

    public static HandlerResult Put(HandlerCall call)
    {
        var (target, invalid) = Target(call, call.Text("restApiId"));
        return invalid is not null ? invalid : Put(call, target!, isNew: false);
    }

    public static HandlerResult ImportDocumentation(HandlerCall call) => HandlerCall.Answer(
        ApiImports.ImportDocumentationParts(call.Account, call.Text("restApiId"), Body(call), IsOverwrite(call), FailsOnWarnings(call), call.Context),
        static made => WireValue.Structure(
            ("ids", WireValue.List(made.DocumentationPartIds)), ("warnings", made.Warnings.IsEmpty ? null : WireValue.List(made.Warnings))));

    public static (BasePathMode Mode, AwsError? Error) ReadBasePath(string? mode) => mode switch
    {
        null or "ignore" => (BasePathMode.Ignore, null),
        "prepend" => (BasePathMode.Prepend, null),
        "split" => (BasePathMode.Split, null),
        _ => (BasePathMode.Ignore, AwsError.BadRequest($"Invalid basepath specified: {mode}. Must be one of: [ignore, prepend, split]")),
    };

    private static HandlerResult Put(HandlerCall call, ImportTarget target, bool isNew)
    {
        var imported = ApiImports.ImportRestApi(call.Account, Body(call), target, FailsOnWarnings(call), call.Context);
        if (imported.Error is { } error)
        {
            return error;
        }

        var made = imported.Response!;
        var output = RestApiHandlers.Wire(imported.Account!.RestApis[made.ApiId], isNew);
        return new HandlerResult(imported.Account, made.Warnings.IsEmpty ? output : output.With(("warnings", WireValue.List(made.Warnings))), null);
    }

    private static (ImportTarget? Target, AwsError? Error) Target(HandlerCall call, string? restApiId)
    {
        var parameters = call.Input["parameters"];
        var (basePath, unknown) = ReadBasePath(parameters?.GetText("basepath") ?? parameters?.GetText("basePath"));
        if (unknown is not null)
        {
            return (null, unknown);
        }

        var types = ImmutableArray.CreateBuilder<EndpointType>();
        foreach (var word in (parameters?.GetText("endpointConfigurationTypes") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (ExtensionWords.EndpointTypes.Read(word) is not { } type)
            {
                return (null, AwsError.BadRequest("Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE"));
            }

            types.Add(type);
        }

        return (
            new ImportTarget
            {
                ApiId = restApiId,
                Overwrites = IsOverwrite(call),
                BasePath = basePath,
                IgnoresDocumentation = parameters?.GetText("ignore") == "documentation",
                EndpointTypes = types.ToImmutable(),
            },
            null);
    }

    private static ReadOnlyMemory<byte> Body(HandlerCall call) => call.Input["body"]!.Bytes;

    private static bool IsOverwrite(HandlerCall call) => call.Input.GetText("mode") == "overwrite";

    private static bool FailsOnWarnings(HandlerCall call) => call.Input.GetBoolean("failOnWarnings") ?? false;
}
