// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json.Nodes;

namespace Foregate.ControlPlane.CloudFormation.Drift;

/// <summary>One place in which two JSON objects are not the same.</summary>
/// <param name="Path">A JSON pointer.</param>
/// <param name="Expected">JSON; <see langword="null"/> for nothing.</param>
/// <param name="Actual">JSON; <see langword="null"/> for nothing.</param>
/// <param name="Kind">CloudFormation's word: <c>ADD</c>, <c>REMOVE</c> or <c>NOT_EQUAL</c>.</param>
internal sealed record JsonDifference(string Path, string? Expected, string? Actual, string Kind)
{
    public static List<JsonDifference> Between(JsonNode? expected, JsonNode? actual)
    {
        var differences = new List<JsonDifference>();
        Compare("", expected, actual, differences);
        return differences;
    }

    private static void Compare(string path, JsonNode? expected, JsonNode? actual, List<JsonDifference> differences)
    {
        if (expected is JsonObject one && actual is JsonObject two)
        {
            foreach (var key in one.Select(static entry => entry.Key).Union(two.Select(static entry => entry.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                Compare($"{path}/{key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", one[key], two[key], differences);
            }
        }
        else if (expected is JsonArray list && actual is JsonArray other)
        {
            for (var i = 0; i < Math.Max(list.Count, other.Count); i++)
            {
                Compare(string.Create(CultureInfo.InvariantCulture, $"{path}/{i}"), i < list.Count ? list[i] : null, i < other.Count ? other[i] : null, differences);
            }
        }
        else if (!JsonNode.DeepEquals(expected, actual))
        {
            differences.Add(new JsonDifference(path, expected?.ToJsonString(), actual?.ToJsonString(), expected is null ? "ADD" : actual is null ? "REMOVE" : "NOT_EQUAL"));
        }
    }
}
