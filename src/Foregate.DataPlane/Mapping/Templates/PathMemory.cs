// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.JsonPath;

namespace Foregate.DataPlane.Mapping.Templates;

/// <summary>The JSON paths that a template asks for, compiled. Requests share it: the list is never changed, only swapped for a longer one.</summary>
internal sealed class PathMemory
{
    // A template that puts its paths together would fill it without end.
    private const int Most = 64;

    private (string Text, JsonPathQuery Path)[] _paths = [];

    /// <summary>The path; null with the reason when the text is none.</summary>
    public JsonPathQuery? Get(string text, out string? fault)
    {
        var paths = _paths;
        foreach (var (known, path) in paths)
        {
            if (known == text)
            {
                fault = null;
                return path;
            }
        }

        var compiled = JsonPathQuery.Parse(text, out fault);
        if (compiled is not null && paths.Length < Most)
        {
            // Two requests at once may each add theirs and one be lost: it is compiled again.
            _paths = [.. paths, (text, compiled)];
        }

        return compiled;
    }
}
