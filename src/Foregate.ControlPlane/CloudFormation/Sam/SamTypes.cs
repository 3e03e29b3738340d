// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.SamApis;
using Foregate.ControlPlane.CloudFormation.Sam.SamFunctions;
using Foregate.ControlPlane.CloudFormation.Sam.SamOthers;

namespace Foregate.ControlPlane.CloudFormation.Sam;

/// <summary>The types of resources that SAM has.</summary>
internal static class SamTypes
{
    private static readonly Dictionary<string, SamType> s_types = new(ApiTypes.Resources, StringComparer.Ordinal)
    {
        [SamNames.Application] = Application.Type,
        [SamNames.CapacityProvider] = CapacityProvider.Type,
        [SamNames.Function] = ServerlessFunction.Type,
        [SamNames.LayerVersion] = LayerVersion.Type,
        [SamNames.SimpleTable] = SimpleTable.Type,
        [SamNames.StateMachine] = StateMachine.Type,
    };

    public static SamType? Find(string type) => s_types.GetValueOrDefault(type);

    /// <summary>Whether SAM's transform looks at the resource at all.</summary>
    public static bool IsKnown(string type) => s_types.ContainsKey(type);

    /// <summary>Which come first: functions and state machines have events that change APIs, so APIs follow them.</summary>
    public static int Turn(string type) => type switch
    {
        SamNames.Function => 0,
        SamNames.StateMachine => 1,
        SamNames.Api or SamNames.HttpApi or SamNames.WebSocketApi => 2,
        _ => 3,
    };
}
