// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Foregate.ControlPlane.Operations.ApiGatewayV2;

/// <summary>What the second interface's updates mean: what is absent stays, what is said empty goes.</summary>
internal static class PartialUpdates
{
    public static string? Text(string? said, string? before) => said is null ? before : said.Length == 0 ? null : said;

    /// <summary>Entries that are not named stay; an empty value takes its entry away.</summary>
    public static ImmutableSortedDictionary<string, string> Map(ImmutableSortedDictionary<string, string>? said, ImmutableSortedDictionary<string, string> before)
    {
        foreach (var (key, value) in said ?? before)
        {
            before = value.Length == 0 && said is not null ? before.Remove(key) : before.SetItem(key, value);
        }

        return before;
    }
}
