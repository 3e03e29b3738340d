// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary>What the API side of SAM adds to the transform.</summary>
internal static class ApiTypes
{
    /// <summary>AWS::Serverless::Api, HttpApi and WebSocketApi.</summary>
    public static Dictionary<string, SamType> Resources { get; } = new(StringComparer.Ordinal)
    {
        [SamNames.Api] = RestApis.Type,
        [SamNames.HttpApi] = HttpApis.Type,
        [SamNames.WebSocketApi] = WebSocketApis.Type,
    };

    /// <summary>Events of functions: Api and HttpApi.</summary>
    public static Dictionary<string, SamEventType> FunctionEvents { get; } = new(StringComparer.Ordinal)
    {
        ["Api"] = ApiEvents.OfFunctions,
        ["HttpApi"] = HttpApiEvents.Type,
    };

    /// <summary>Events of state machines: Api.</summary>
    public static Dictionary<string, SamEventType> StateMachineEvents { get; } = new(StringComparer.Ordinal) { ["Api"] = StateMachineApiEvents.Type };

    /// <summary>Before Globals are merged: definitions that SAM manages, and the implicit APIs.</summary>
    public static void BeforeGlobals(SamRun run) => ImplicitApis.Prepare(run);

    /// <summary>After Globals are merged: the version of managed definitions.</summary>
    public static void AfterGlobals(SamRun run)
    {
        foreach (var entry in run.Resources.Entries)
        {
            if (entry.Value["Type"] is { Text: SamNames.Api } && entry.Value["Properties"] is { IsMap: true } properties && properties["__MANAGE_SWAGGER"] is { IsTruthy: true }
                && properties["OpenApiVersion"] is { IsTruthy: true } version && SwaggerEditor.IsVersion3(version) && properties["DefinitionBody"] is { IsMap: true } definition)
            {
                definition.Set("openapi", version.IsText ? version : version.Text);
                definition.Remove("swagger");
            }
        }

        FunctionNames.Collect(run);
    }
}
