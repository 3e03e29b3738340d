// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary>What the API side of SAM adds to the transform.</summary>
internal static class ApiTypes
{
    /// <summary>AWS::Serverless::Api, HttpApi and WebSocketApi.</summary>
    public static Dictionary<string, SamType> Resources { get; } = new(StringComparer.Ordinal);

    /// <summary>Events of functions: Api and HttpApi.</summary>
    public static Dictionary<string, SamEventType> FunctionEvents { get; } = new(StringComparer.Ordinal);

    /// <summary>Events of state machines: Api.</summary>
    public static Dictionary<string, SamEventType> StateMachineEvents { get; } = new(StringComparer.Ordinal);

    /// <summary>Before Globals are merged: definitions that SAM manages, and the implicit APIs.</summary>
    public static void BeforeGlobals(SamRun run) => ArgumentNullException.ThrowIfNull(run);

    /// <summary>After Globals are merged: the version of managed definitions.</summary>
    public static void AfterGlobals(SamRun run) => ArgumentNullException.ThrowIfNull(run);
}
