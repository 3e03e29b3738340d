// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Methods;

/// <summary>What $x.name gives for texts, lists and numbers: Java's getters, of which these types have few.</summary>
internal static class Properties
{
    public static Value Get(Run run, Value value, string name)
    {
        // Velocity reads .empty as isEmpty(), and .blank as isBlank().
        var method = name switch
        {
            "empty" or "Empty" => "isEmpty",
            "blank" or "Blank" when value.IsText => "isBlank",
            _ => null,
        };
        return method is not null && JavaMethods.TryInvoke(run, value, method, [], null, out var result, out _) ? result : default;
    }
}
