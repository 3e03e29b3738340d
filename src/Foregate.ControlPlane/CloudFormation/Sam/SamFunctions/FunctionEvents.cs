// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.SamApis;
using Foregate.ControlPlane.CloudFormation.Sam.SamEvents;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamFunctions;

/// <summary>The events of a function, in the order in which SAM takes them: by path, or by name where they have none.</summary>
internal static class FunctionEvents
{
    public static void Add(SamRun run, SamResource resource, SamResource target, SamResource role, List<SamResource> made)
    {
        foreach (var entry in (resource["Events"] is { IsMap: true } events ? events.Entries : []).OrderBy(Order, StringComparer.Ordinal))
        {
            var happening = new SamEvent
            {
                Run = run,
                Owner = resource,
                Target = target,
                Role = role,
                EventId = entry.Key,
                Node = entry.Value,
                Properties = entry.Value["Properties"] ?? SamNode.Map().At(entry.Value),
            };
            EventTypes.Add(happening, type => ApiTypes.FunctionEvents.GetValueOrDefault(type) ?? EventTypes.OfFunctions.GetValueOrDefault(type), made);
        }
    }

    private static string Order(SamEntry entry) => entry.Value["Properties"]?["Path"] is { IsText: true } path ? path.Text : entry.Key;
}
