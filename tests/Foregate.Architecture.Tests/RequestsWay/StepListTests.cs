// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Architecture.Tests.Reading;

namespace Foregate.Architecture.Tests.RequestsWay;

/// <summary>The order of a request is one readable list per API kind; every step is in one, and ARCHITECTURE.md tells the same.</summary>
public sealed class StepListTests
{
    private const string Rule = "every step is in a list, and the table tells the lists";

    // Columns of the table → the file whose list they tell.
    private static readonly (string Column, string Path)[] s_lists =
    [
        ("REST", "src/Foregate.DataPlane/Pipeline/RestApiPipeline.cs"),
        ("HTTP", "src/Foregate.DataPlane/Pipeline/HttpApiPipeline.cs"),
    ];

    private const string Rest = "static IStep[] AtTheDoor() => c.Steps(\n    WebAclCheck.For(c));\nstatic IStep[] OnMethod() => c.Steps(\n    ApiKeyCheck.For(m, c), // Check\n    IntegrationKinds.For(m, c));";
    private const string Http = "static IStep[] OnRoute() => c.Steps(Throttle.For(m, c), IntegrationKinds.For(m, c));";
    private const string Table = "| Step | Room | REST | HTTP | Why here |\n|---|---|---|---|---|\n| `WebAclCheck` | x | ● | | y |\n| `ApiKeyCheck` | x | ● | | y |\n| `Throttle` | x | | ● | y |\n| `IntegrationKinds` | x | ● | ● | y |\n";

    [Fact]
    public void Every_step_is_in_a_list_and_the_table_tells_the_lists() => House.Obeys(Check(SourceTree.Repository));

    [Fact]
    public void Lists_and_table_that_agree_are_fine() => House.Obeys(Check(Tree(Table)));

    [Fact]
    public void A_table_in_another_order_is_seen() =>
        House.Sees(Check(Tree(Table.Replace("| `WebAclCheck` | x | ● | | y |\n", "", StringComparison.Ordinal) + "| `WebAclCheck` | x | ● | | y |\n")), "ARCHITECTURE.md", 0);

    [Fact]
    public void A_step_missing_from_the_table_is_seen() =>
        House.Sees(Check(Tree(Table.Replace("| `Throttle` | x | | ● | y |\n", "", StringComparison.Ordinal))), "ARCHITECTURE.md", 0);

    [Fact]
    public void A_step_in_no_list_is_seen() =>
        House.Sees(Check(Tree(Table, ("src/Foregate.DataPlane/Check/Lonely.cs", "\ninternal sealed class Lonely : IStep;"))), "src/Foregate.DataPlane/Check/Lonely.cs", 2);

    [Fact]
    public void A_step_placed_by_a_kinds_table_is_fine() => House.Obeys(Check(Tree(
        Table,
        ("src/Foregate.DataPlane/Dispatch/IntegrationKinds.cs", "class IntegrationKinds { [\"MOCK\"] = MockIntegration.For; }"),
        ("src/Foregate.DataPlane/Dispatch/Integrations/MockIntegration.cs", "\ninternal sealed class MockIntegration : IStep;"))));

    [Fact]
    public void Of_steps_that_share_a_class_each_has_to_be_in_a_list() => House.Sees(
        Check(Tree(
            Table,
            ("src/Foregate.DataPlane/Check/Shared.cs", "\ninternal abstract class Shared(int a) : IStep;"),
            ("src/Foregate.DataPlane/Check/ApiKeyCheck.cs", "\ninternal sealed class ApiKeyCheck : Shared;"),
            ("src/Foregate.DataPlane/Check/Lonely.cs", "\ninternal sealed class Lonely : Shared;"))),
        "src/Foregate.DataPlane/Check/Lonely.cs", 2);

    private static SourceTree Tree(string table, params (string, string)[] more) =>
        SourceTree.Of([("ARCHITECTURE.md", table), (s_lists[0].Path, Rest), (s_lists[1].Path, Http), .. more]);

    private static IEnumerable<Finding> Check(SourceTree tree)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (column, path) in s_lists)
        {
            if (tree.Find(path) is not { } list)
            {
                yield return new Finding(path, 0, Rule, "is missing");
                continue;
            }

            var steps = Regex.Matches(list.Code, @"\b([A-Z]\w+)\.For\(").Select(match => match.Groups[1].Value).ToList();
            named.UnionWith(steps);
            var told = Told(tree.Find("ARCHITECTURE.md"), column);
            if (!told.SequenceEqual(steps))
            {
                yield return new Finding("ARCHITECTURE.md", 0, Rule, $"{column} tells [{string.Join(", ", told)}], {path} lists [{string.Join(", ", steps)}]");
            }
        }

        // What a list names may itself choose between steps: a kinds table, or a factory beside its steps.
        var kinds = tree.Below("src/Foregate.DataPlane/").Where(file => file.Name.EndsWith(".cs", StringComparison.Ordinal) && named.Contains(file.Name[..^".cs".Length])).ToList();
        var pipeline = tree.Below("src/Foregate.DataPlane/Pipeline/").ToList();
        var types = tree.Below("src/Foregate.DataPlane/").SelectMany(file => file.Types).Where(type => type.Kind != "interface").ToList();
        // What steps have in common is no step; what has it is.
        var shared = types.Where(type => type.Bases.Contains("IStep") && types.Exists(other => other.Bases.Contains(type.Name))).Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var step in types.Where(type => !shared.Contains(type.Name) && (type.Bases.Contains("IStep") || shared.Overlaps(type.Bases))))
        {
            var mention = new Regex($@"\b{step.Name}\b", RegexOptions.CultureInvariant);
            if (!named.Contains(step.Name) && !kinds.Exists(file => mention.IsMatch(file.Code)) && !pipeline.Exists(file => mention.IsMatch(file.Code)))
            {
                yield return new Finding(step.File.Path, step.Line, Rule, $"{step.Name} is in no list");
            }
        }
    }

    private static List<string> Told(SourceFile? document, string column)
    {
        var told = new List<string>();
        var at = -1;
        foreach (var line in document?.Lines ?? [])
        {
            var cells = line.Split('|').Select(cell => cell.Trim()).ToList();
            at = cells.Count > 1 && cells[1] == "Step" ? cells.IndexOf(column) : cells.Count < 2 ? -1 : at;
            if (at > 0 && Regex.Match(cells[1], @"^`(\w+)`") is { Success: true } step && cells.Count > at && cells[at].Length > 0)
            {
                told.Add(step.Groups[1].Value);
            }
        }

        return told;
    }
}
