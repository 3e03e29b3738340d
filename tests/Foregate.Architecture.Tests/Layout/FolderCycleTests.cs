// SPDX-License-Identifier: Apache-2.0
using Foregate.Architecture.Tests.Reading;

namespace Foregate.Architecture.Tests.Layout;

/// <summary>Folders name each other in one direction only.</summary>
public sealed class FolderCycleTests
{
    [Fact]
    public void Folders_form_no_cycle() => House.Obeys(Check(SourceTree.Repository));

    [Fact]
    public void A_cycle_over_three_folders_is_seen() => Assert.Contains("src/A/X → src/A/Y → src/A/Z → src/A/X", Assert.Single(
        Check(SourceTree.Of(
            ("src/A/X/One.cs", "namespace A.X;\nclass One { Y.Two u; }"),
            ("src/A/Y/Two.cs", "namespace A.Y;\nclass Two { Z.Three t; }"),
            ("src/A/Z/Three.cs", "namespace A.Z;\nclass Three { X.One t; }")))).Message, StringComparison.Ordinal);

    [Fact]
    public void One_direction_is_no_cycle() => House.Obeys(
        Check(SourceTree.Of(
            ("src/A/X/One.cs", "namespace A.X;\nclass One { Y.Two u; }"),
            ("src/A/Y/Two.cs", "namespace A.Y;\nclass Two;"))));

    private static IEnumerable<Finding> Check(SourceTree tree)
    {
        // The entry point is nobody's dependency: it may start what stands above the root.
        var edges = FolderGraph.Read(tree)
            .Where(naming => naming.From.Path != "src/Foregate/Program.cs")
            .ToLookup(naming => naming.From.Folder, naming => (naming.Folder, naming.From.Path, naming.Line), StringComparer.Ordinal);
        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in edges.Select(group => group.Key).Order(StringComparer.Ordinal))
        {
            if (WayBack(start, edges) is not { } way || !reported.Add(string.Join('|', way.Order(StringComparer.Ordinal))))
            {
                continue;
            }

            var hops = way.Select((folder, index) =>
                edges[folder].First(edge => edge.Folder == way[(index + 1) % way.Count])).Select(edge => $"{edge.Path}:{edge.Line}");
            yield return new Finding(start, 0, "folders form no cycle", string.Join(" → ", way.Append(start)) + " by " + string.Join(", ", hops));
        }
    }

    // Shortest way from a folder back to itself, breadth first.
    private static List<string>? WayBack(string start, ILookup<string, (string Folder, string Path, int Line)> edges)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal);
        var queue = new Queue<string>([start]);
        while (queue.TryDequeue(out var folder))
        {
            foreach (var (next, _, _) in edges[folder])
            {
                if (next == start)
                {
                    var way = new List<string> { folder };
                    while (way[^1] != start)
                    {
                        way.Add(cameFrom[way[^1]]);
                    }

                    way.Reverse();
                    return way;
                }

                if (cameFrom.TryAdd(next, folder))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return null;
    }
}
