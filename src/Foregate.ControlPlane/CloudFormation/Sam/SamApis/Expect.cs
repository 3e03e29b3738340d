// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary>Reads properties whose values must be of one type.</summary>
internal static class Expect
{
    /// <summary>Refuses a mapping with keys that SAM does not know.</summary>
    public static void Known(SamNode map, string name, params ReadOnlySpan<string> known)
    {
        foreach (var entry in map.Entries)
        {
            if (!known.Contains(entry.Key))
            {
                throw new SamRefusal(entry.Value, $"Invalid value for '{name}' property: it has no {entry.Key}.", $"Use one of {string.Join(", ", known.ToArray())}.");
            }
        }
    }

    /// <summary>Tells of keys that SAM passes by.</summary>
    public static void Told(SamRun run, SamNode map, string name, params ReadOnlySpan<string> known)
    {
        foreach (var entry in map.Entries)
        {
            if (!known.Contains(entry.Key))
            {
                run.Notice(entry.Value.Location is null ? map : entry.Value, $"{name} has no {entry.Key}: it changes nothing.");
            }
        }
    }

    /// <summary>Runs each, whatever the others refuse: all that is wrong with a resource is told.</summary>
    public static void Each(SamRun run, SamResource resource, params ReadOnlySpan<Action> steps)
    {
        foreach (var step in steps)
        {
            run.Guard(resource.Place ?? resource.Properties, $"Resource with id [{resource.LogicalId}] is invalid. ", step);
        }
    }

    public static SamNode? Map(SamNode? node, string name) => node is null or { IsMap: true }
        ? node
        : throw new SamRefusal(node, $"Property '{name}' should be a map.", $"Write the properties of {name}.");

    public static SamNode? List(SamNode? node, string name) => node is null or { IsList: true }
        ? node
        : throw new SamRefusal(node, $"Property '{name}' should be a list.", "Write a list.");
}
