// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Documents;

/// <summary>Builds and reads JSON pointer fragments (RFC 6901), the way documents name their own places.</summary>
internal static class DocumentPath
{
    public const string Root = "#";

    public static string Append(string path, string key) =>
        key.AsSpan().ContainsAny('~', '/')
            ? $"{path}/{key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}"
            : $"{path}/{key}";

    public static string Append(string path, int index) => $"{path}/{index}";

    /// <summary>The keys of a local reference such as <c>#/components/parameters/id</c>; <see langword="null"/> when it names another document.</summary>
    public static string[]? Keys(string reference)
    {
        if (reference == Root)
        {
            return [];
        }

        if (!reference.StartsWith("#/", StringComparison.Ordinal))
        {
            return null;
        }

        var keys = reference[2..].Split('/');
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = Uri.UnescapeDataString(keys[i]).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        }

        return keys;
    }
}
