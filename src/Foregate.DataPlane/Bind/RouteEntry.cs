// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Bind;

/// <summary>Adds one method of a resource, or one route, to a tree, and notes what is wrong with it.</summary>
internal static class RouteEntry
{
    public static void Add(PathTrieBuilder builder, string path, string method, RoutePlan plan, Compilation c)
    {
        var place = c.At(plan.DefinitionPath);
        var pattern = PathPattern.Parse(path, out var fault);
        if (pattern is null)
        {
            place.Fault(fault);
            return;
        }

        if (pattern.ParameterNames.Length != plan.ParameterNames.Length)
        {
            throw new ArgumentException("The plan of " + path + " names other variables than its path.", nameof(plan));
        }

        var verb = HttpVerbs.Find(Encoding.UTF8.GetBytes(method));
        if (verb == HttpVerb.Other && method != "ANY")
        {
            place.Fault("The method " + method + " is none of DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT and ANY.");
            return;
        }

        if (!builder.Add(pattern, verb, plan, out var earlier))
        {
            place.Fault(plan.RouteKey + " matches the same requests as " + earlier!.RouteKey + " and would never be chosen: remove one of them.");
        }
    }
}
