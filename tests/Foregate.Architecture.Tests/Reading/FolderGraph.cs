// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;

namespace Foregate.Architecture.Tests.Reading;

/// <summary>
/// Which folder names which: by a using, by a qualified name, or by a type of an enclosing namespace, which C# lets a file name
/// without saying so.
/// </summary>
internal static class FolderGraph
{
    private static readonly Regex s_qualified = new(@"(?<![\w.])(?:global::)?Foregate(?:\.\w+)+", RegexOptions.CultureInvariant);
    private static readonly Regex s_namespace = new(@"(?m)^\s*namespace\s+[\w.]+", RegexOptions.CultureInvariant);
    private static readonly Regex s_identifier = new(@"(?<![\w.])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*", RegexOptions.CultureInvariant);

    /// <summary>Every naming of one source folder by a file of another, first place only per pair of file and folder.</summary>
    public static IReadOnlyList<Naming> Read(SourceTree tree)
    {
        var files = tree.Source.Where(file => file.Project.Length > 0).ToList();
        var folders = files.Select(file => file.Folder).Distinct(StringComparer.Ordinal).ToDictionary(Namespace, folder => folder, StringComparer.Ordinal);
        var types = files.SelectMany(file => file.Types).Where(type => type.IsTopLevel).ToLookup(type => type.File.Folder, type => type.Name, StringComparer.Ordinal);
        var found = new List<Naming>();
        foreach (var file in files)
        {
            foreach (var (folder, position) in Names(file, folders, types))
            {
                if (folder != file.Folder && !found.Exists(naming => naming.From == file && naming.Folder == folder))
                {
                    found.Add(new Naming(file, folder, file.LineOf(position)));
                }
            }
        }

        return found;
    }

    /// <summary>src/Foregate.DataPlane/Wire → Foregate.DataPlane.Wire.</summary>
    public static string Namespace(string folder) => folder["src/".Length..].Replace('/', '.');

    private static IEnumerable<(string Folder, int Position)> Names(SourceFile file, Dictionary<string, string> folders, ILookup<string, string> types)
    {
        var own = s_namespace.Match(file.Code);
        foreach (Match match in s_qualified.Matches(file.Code))
        {
            if (match.Index >= own.Index && match.Index < own.Index + own.Length)
            {
                continue;
            }

            if (Longest(match.Value.Replace("global::", "", StringComparison.Ordinal), folders) is { } folder)
            {
                yield return (folder, match.Index);
            }
        }

        var enclosing = Enclosing(Namespace(file.Folder)).ToList();
        foreach (Match match in s_identifier.Matches(file.Code))
        {
            var parts = match.Value.Split('.');
            foreach (var space in enclosing)
            {
                // Relative to an enclosing namespace: a type of it, or a folder below it and a type of that.
                if (space != Namespace(file.Folder) && folders.TryGetValue(space, out var above) && types[above].Contains(parts[0]) && !types[file.Folder].Contains(parts[0]))
                {
                    yield return (above, match.Index);
                }

                if (parts.Length > 1 && folders.TryGetValue(space + "." + parts[0], out var below) && types[below].Contains(parts[1]))
                {
                    yield return (below, match.Index);
                }
            }
        }
    }

    private static string? Longest(string name, Dictionary<string, string> folders)
    {
        for (var space = name; space.Length > 0; space = space.Contains('.', StringComparison.Ordinal) ? space[..space.LastIndexOf('.')] : "")
        {
            if (folders.TryGetValue(space, out var folder))
            {
                return folder;
            }
        }

        return null;
    }

    private static IEnumerable<string> Enclosing(string space)
    {
        for (; space.Contains('.', StringComparison.Ordinal); space = space[..space.LastIndexOf('.')])
        {
            yield return space;
        }

        yield return space;
    }

    /// <summary>A file that names a folder.</summary>
    internal sealed record Naming(SourceFile From, string Folder, int Line);
}
