// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Mapping;

/// <summary>Reads the variables of a resource path or of a route key's path.</summary>
internal static class PathTemplate
{
    /// <summary>Names in order of appearance, without braces and plus.</summary>
    public static string[] Names(string path)
    {
        var names = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment.StartsWith('{') && segment.EndsWith('}'))
            {
                names.Add(segment[1..^1].TrimEnd('+'));
            }
        }

        return [.. names];
    }
}
