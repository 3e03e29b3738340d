// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Operations.ApiGateway.Parts;

/// <summary>Finds a method that names a part of its API: such a part cannot go.</summary>
internal static class MethodUse
{
    /// <summary>As AWS names it, path and method: <c>/pets/GET</c>, of the root <c>//GET</c>; <see langword="null"/> when there is none.</summary>
    public static string? Find(RestApi api, Predicate<Method> names)
    {
        // The deepest first (recorded).
        foreach (var resource in api.Resources.Values.OrderByDescending(static resource => resource.Path, StringComparer.Ordinal))
        {
            foreach (var method in resource.ResourceMethods.Values)
            {
                if (names(method))
                {
                    return $"{resource.Path}/{method.HttpMethod}";
                }
            }
        }

        return null;
    }
}
