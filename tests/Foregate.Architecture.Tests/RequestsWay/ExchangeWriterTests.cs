// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Architecture.Tests.Reading;

namespace Foregate.Architecture.Tests.RequestsWay;

/// <summary>Each property of the exchange is written by the phase whose heading it stands under, and by no other.</summary>
public sealed class ExchangeWriterTests
{
    private const string Path = "src/Foregate.DataPlane/Exchange.cs";
    private const string Rule = "one phase writes a field of the exchange";

    private static readonly AllowList s_allowed = new(
        1,
        ("src/Foregate.DataPlane/Pipeline/Gateway.cs", "Notes that an answer broke off by a bug, in the one place that catches bugs."));

    private const string Sample =
        "namespace Foregate.DataPlane;\nclass Exchange\n{\n    // ---- Arrive ----\n    public StagePlan? Stage { get; set; }\n" +
        "    // ---- Bind ----\n    public MatchedRoute Route { get; } = new();\n}";

    private const string Route = "namespace Foregate.DataPlane;\nclass MatchedRoute { public void Set(int a) { } public int Size => 1; }";

    [Fact]
    public void Each_field_is_written_by_its_phase() => House.Obeys(s_allowed.Apply(Check(SourceTree.Repository)));

    [Fact]
    public void The_exchange_says_who_writes_each_field() =>
        Assert.True(Fields(SourceTree.Repository.Find(Path)!).Count > 15, "The headings of Exchange.cs were not understood.");

    [Fact]
    public void A_second_phase_that_assigns_is_seen() => House.Sees(
        Check(SourceTree.Of(
            (Path, Sample),
            ("src/Foregate.DataPlane/Arrive/Door.cs", "class Door { void Read(Exchange exchange) => exchange.Stage = null; }"),
            ("src/Foregate.DataPlane/Emit/Cors.cs", "class Cors\n{\n    void Write(Exchange e) => e.Stage = null;\n    bool Same(Exchange e) => e.Stage == null;\n}"))),
        "src/Foregate.DataPlane/Emit/Cors.cs",
        3);

    [Fact]
    public void A_change_inside_a_field_counts_as_writing_it() => House.Sees(
        Check(SourceTree.Of(
            (Path, Sample),
            ("src/Foregate.DataPlane/MatchedRoute.cs", Route),
            ("src/Foregate.DataPlane/Bind/Tree.cs", "class Tree { void Bind(Exchange exchange) => exchange.Route.Set(1); }"),
            ("src/Foregate.DataPlane/Check/Key.cs", "class Key { int Read(Exchange exchange) => exchange.Route.Size;\n void Write(Exchange exchange) => exchange.Route.Set(1); }"))),
        "src/Foregate.DataPlane/Check/Key.cs",
        2);

    [Fact]
    public void A_change_through_a_local_name_counts_too() => House.Sees(
        Check(SourceTree.Of(
            (Path, Sample),
            ("src/Foregate.DataPlane/MatchedRoute.cs", Route),
            ("src/Foregate.DataPlane/Check/Key.cs", "class Key { void Write(Exchange exchange) { var route = exchange.Route;\n route.Set(1); } }"))),
        "src/Foregate.DataPlane/Check/Key.cs",
        2);

    private static IEnumerable<Finding> Check(SourceTree tree)
    {
        var fields = Fields(tree.Find(Path)!);
        foreach (var file in tree.Below("src/Foregate.DataPlane/").Where(file => file.Room.Length > 0 && file.Name.EndsWith(".cs", StringComparison.Ordinal)))
        {
            var phase = file.Room.Split('/')[0];
            foreach (var (field, position) in Writes(tree, file, fields))
            {
                if (fields[field].Phase != phase)
                {
                    yield return new Finding(file.Path, file.LineOf(position), Rule, $"{phase} writes {field}, which is {fields[field].Phase}'s");
                }
            }
        }
    }

    // Property → the heading it stands under, and its type.
    private static Dictionary<string, (string Phase, string Type)> Fields(SourceFile exchange)
    {
        var fields = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        var phase = "";
        foreach (var line in exchange.Lines)
        {
            if (Regex.Match(line, @"^\s*// -+ (\w+) -+") is { Success: true } heading)
            {
                phase = heading.Groups[1].Value;
            }
            else if (Regex.Match(line, @"^\s*public (?:required )?([\w<>?.]+) (\w+) \{ get;") is { Success: true } property)
            {
                fields[property.Groups[2].Value] = (phase, property.Groups[1].Value.TrimEnd('?'));
            }
        }

        return fields;
    }

    private static IEnumerable<(string Field, int Position)> Writes(SourceTree tree, SourceFile file, Dictionary<string, (string Phase, string Type)> fields)
    {
        const string assignment = @"\s*(?:=(?![=>])|\?\?=|[-+|&^*/]=|\+\+|--)";
        var names = Regex.Matches(file.Code, @"\bExchange\??\s+(\w+)").Select(match => match.Groups[1].Value).Append("exchange").Append("_exchange").Append("Exchange").Distinct().ToList();
        var receivers = string.Join('|', names);
        foreach (var (field, (_, type)) in fields)
        {
            var own = $@"(?<![\w.])(?:this\.)?(?:{receivers})!?\.{field}";
            var aliases = Regex.Matches(file.Code, $@"\b(?:var|{Regex.Escape(type)})\s+(\w+)\s*=\s*{own}\s*;").Select(match => @"(?<![\w.])" + match.Groups[1].Value);
            foreach (Match match in Regex.Matches(file.Code, own + assignment))
            {
                yield return (field, match.Index);
            }

            var mutators = Mutators(tree, type);
            foreach (var place in aliases.Prepend(own))
            {
                foreach (Match match in Regex.Matches(file.Code, place + @"[!?]?\.\w+" + assignment))
                {
                    yield return (field, match.Index);
                }

                if (mutators.Count > 0)
                {
                    foreach (Match match in Regex.Matches(file.Code, place + $@"[!?]?\.(?:{string.Join('|', mutators)})\("))
                    {
                        yield return (field, match.Index);
                    }
                }
            }
        }
    }

    // Methods that return nothing change what they are called on. Telling the exchange's own parts only; a door's sink and body are used by all.
    private static List<string> Mutators(SourceTree tree, string type)
    {
        var declaration = tree.Find($"src/Foregate.DataPlane/{type}.cs") ?? tree.Find($"src/Foregate.DataPlane/Wire/{type}.cs");
        return declaration is null || declaration.Types[0].Kind == "interface"
            ? []
            : [.. Regex.Matches(declaration.Code, @"\bpublic void (\w+)\(").Select(match => match.Groups[1].Value).Distinct()];
    }
}
