// SPDX-License-Identifier: Apache-2.0
using Foregate.Architecture.Tests.Reading;

namespace Foregate.Architecture.Tests.Layout;

/// <summary>Inside an assembly every room names only the rooms below it; phases never name each other.</summary>
public sealed class TierTests
{
    // Room → the rooms of the same assembly it may name. "" is the assembly's root.
    private static readonly Dictionary<string, Dictionary<string, string[]>> s_tiers = new(StringComparer.Ordinal)
    {
        ["Foregate.DataPlane"] = DataPlane(),
        ["Foregate.ControlPlane"] = new(StringComparer.Ordinal)
        {
            [""] = [],
            ["Codecs"] = [""],
            ["Documents"] = [""],
            ["Operations"] = [""],
            ["OpenApi"] = ["", "Documents", "Operations"],
            ["CloudFormation"] = ["", "Codecs", "Documents", "Operations", "OpenApi"],
            ["Store"] = ["", "Codecs"],
            ["Publish"] = ["", "Operations", "Store"],
            ["Protocol"] = ["", "Documents", "Operations", "OpenApi", "CloudFormation", "Store", "Publish"],
        },
        ["Foregate"] = new(StringComparer.Ordinal)
        {
            [""] = [],
            ["Hosting"] = [""],
            ["Commands"] = ["", "Hosting"],
        },
    };

    [Fact]
    public void Rooms_name_only_what_stands_below_them() => House.Obeys(Check(SourceTree.Repository));

    [Fact]
    public void A_phase_that_names_another_phase_is_seen() => Assert.Contains("Check", House.Sees(
        Check(SourceTree.Of(
            ("src/Foregate.DataPlane/Check/Throttling/Throttle.cs", "namespace Foregate.DataPlane.Check.Throttling;\ninternal sealed class Throttle;"),
            ("src/Foregate.DataPlane/Emit/Cors.cs", "// using Foregate.DataPlane.Check;\nusing Foregate.DataPlane.Check.Throttling;\nnamespace Foregate.DataPlane.Emit;\nclass Cors;"))),
        "src/Foregate.DataPlane/Emit/Cors.cs",
        2), StringComparison.Ordinal);

    [Fact]
    public void A_contract_named_by_the_wire_is_seen_though_no_using_says_so() => House.Sees(
        Check(SourceTree.Of(
            ("src/Foregate.DataPlane/Verdict.cs", "namespace Foregate.DataPlane;\ninternal readonly struct Verdict;"),
            ("src/Foregate.DataPlane/Wire/Head.cs", "namespace Foregate.DataPlane.Wire;\ninternal sealed class Head\n{\n    Verdict _verdict;\n}"))),
        "src/Foregate.DataPlane/Wire/Head.cs",
        4);

    [Fact]
    public void A_phase_named_relative_to_the_assembly_is_seen() => House.Sees(
        Check(SourceTree.Of(
            ("src/Foregate.DataPlane/Arrive/Door.cs", "namespace Foregate.DataPlane.Arrive;\nclass Door;"),
            ("src/Foregate.DataPlane/Bind/Tree.cs", "namespace Foregate.DataPlane.Bind;\nclass Tree { Arrive.Door d; }"))),
        "src/Foregate.DataPlane/Bind/Tree.cs",
        2);

    [Fact]
    public void A_room_that_the_plan_does_not_know_is_seen() => House.Sees(
        Check(SourceTree.Of(("src/Foregate.DataPlane/Stuff/Thing.cs", "namespace Foregate.DataPlane.Stuff;\nclass Thing;"))),
        "src/Foregate.DataPlane/Stuff",
        0);

    [Fact]
    public void Definitions_named_by_the_wire_are_seen() => House.Sees(
        Check(SourceTree.Of(
            ("src/Foregate.Definitions/Account.cs", "namespace Foregate.Definitions;\npublic sealed record Account;"),
            ("src/Foregate.DataPlane/Wire/Head.cs", "using Foregate.Definitions;\nnamespace Foregate.DataPlane.Wire;\nclass Head;"))),
        "src/Foregate.DataPlane/Wire/Head.cs",
        1);

    private static Dictionary<string, string[]> DataPlane()
    {
        string[] phases = ["Arrive", "Bind", "Check", "Dispatch", "Emit", "Finish"];
        // The contracts: the root, and four rooms of small values that the root is made of.
        string[] contracts = ["", "Verdicts", "Answers", "Clients", "Traces"];
        string[] below = [.. contracts, "Wire", "Mapping", "Upstream"];
        var rooms = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["Wire"] = [],
            ["Verdicts"] = ["Wire"],
            ["Answers"] = ["Wire"],
            ["Clients"] = ["Wire"],
            ["Traces"] = ["Wire"],
            [""] = ["Verdicts", "Answers", "Clients", "Traces", "Wire"],
            ["Mapping"] = [.. contracts, "Wire"],
            ["Upstream"] = [.. contracts, "Wire"],
            ["Pipeline"] = [.. below, .. phases],
            ["Sessions"] = [.. below, .. phases, "Pipeline"],
        };
        foreach (var phase in phases)
        {
            rooms[phase] = below;
        }

        return rooms;
    }

    private static IEnumerable<Finding> Check(SourceTree tree)
    {
        const string rule = "rooms name only what stands below them";
        foreach (var folder in tree.Source.Where(file => s_tiers.ContainsKey(file.Project)).Select(file => file.Folder).Distinct(StringComparer.Ordinal))
        {
            var (project, room) = Split(folder);
            if (!s_tiers[project].ContainsKey(room))
            {
                yield return new Finding(folder, 0, rule, $"{room} is no room of {project}");
            }
        }

        foreach (var naming in FolderGraph.Read(tree))
        {
            var (project, room) = Split(naming.From.Folder);
            var (toProject, toRoom) = Split(naming.Folder);
            // The entry point is nobody's dependency and starts the commands.
            if (naming.From.Path == "src/Foregate/Program.cs" || !s_tiers.TryGetValue(project, out var tiers))
            {
                continue;
            }

            if (project == toProject && room != toRoom && tiers.TryGetValue(room, out var allowed) && !allowed.Contains(toRoom))
            {
                yield return new Finding(naming.From.Path, naming.Line, rule, $"{Name(room)} may not name {Name(toRoom)}");
            }

            if (project == "Foregate.DataPlane" && room == "Wire" && toProject != project)
            {
                yield return new Finding(naming.From.Path, naming.Line, rule, $"Wire knows no gateway and may not name {toProject}");
            }
        }
    }

    private static string Name(string room) => room.Length == 0 ? "the root" : room;

    private static (string Project, string Room) Split(string folder)
    {
        var parts = folder.Split('/');
        return (parts[1], parts.Length > 2 ? parts[2] : "");
    }
}
