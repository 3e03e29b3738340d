// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Architecture.Tests.Reading;

namespace Foregate.Architecture.Tests.Layout;

/// <summary>Each third-party package is named in one room only, and has a decision record.</summary>
public sealed class PackageRoomTests
{
    private const string Rule = "packages stay in their rooms";

    private static readonly Package[] s_packages =
    [
        new("System.CommandLine", @"System\.CommandLine", ["src/Foregate/Commands"]),
        new("Microsoft.Data.Sqlite", @"(?:Microsoft\.Data\.Sqlite|SQLitePCL)", ["src/Foregate.ControlPlane/Store"]),
        new("YamlDotNet", @"YamlDotNet", ["src/Foregate.ControlPlane/Documents"]),
        new(null, @"Microsoft\.AspNetCore", ["src/Foregate.DataPlane/Arrive", "src/Foregate.DataPlane/Upstream/Functions", "src/Foregate.ControlPlane/Protocol", "src/Foregate/Hosting"]),
        // Dependency injection only where the planes are put together and where Kestrel is started; below, new.
        new(null, @"Microsoft\.Extensions\.(?:DependencyInjection|Hosting|Configuration|Options)", ["src/Foregate.DataPlane/Arrive", "src/Foregate.DataPlane/Pipeline", "src/Foregate/Hosting"]),
    ];

    // Build-time packages that no source names.
    private static readonly string[] s_buildOnly = ["Microsoft.CodeAnalysis.BannedApiAnalyzers"];

    private sealed record Package(string? Id, string Namespace, string[] Rooms);

    [Fact]
    public void Packages_stay_in_their_rooms() => House.Obeys(Check(SourceTree.Repository));

    [Fact]
    public void A_package_outside_its_room_is_seen() => House.Sees(
        Check(SourceTree.Of(("src/Foregate.ControlPlane/OpenApi/Reader.cs", "// YamlDotNet in a comment\nusing YamlDotNet.Core;"))), "src/Foregate.ControlPlane/OpenApi/Reader.cs", 2);

    [Fact]
    public void Kestrel_past_the_doors_is_seen() => House.Sees(
        Check(SourceTree.Of(("src/Foregate.DataPlane/Emit/Cors.cs", "\nclass Cors { Microsoft.AspNetCore.Http.HttpContext c; }"))), "src/Foregate.DataPlane/Emit/Cors.cs", 2);

    [Fact]
    public void A_package_in_its_room_is_fine() => House.Obeys(
        Check(SourceTree.Of(("src/Foregate.ControlPlane/Documents/YamlReader.cs", "using YamlDotNet.Core;"))));

    [Fact]
    public void A_reference_without_a_room_is_seen() => House.Sees(
        Check(SourceTree.Of(("src/Foregate/Foregate.csproj", "<PackageReference Include=\"Newtonsoft.Json\" />"))), "src/Foregate/Foregate.csproj", 1);

    [Fact]
    public void A_package_without_a_decision_record_is_seen() => House.Sees(
        Check(SourceTree.Of(
            ("src/Foregate/Foregate.csproj", "\n<PackageReference Include=\"System.CommandLine\" />"),
            ("docs/decisions/0001-yaml.md", "YamlDotNet reads YAML."))),
        "src/Foregate/Foregate.csproj",
        2);

    private static IEnumerable<Finding> Check(SourceTree tree)
    {
        foreach (var file in tree.Source)
        {
            foreach (var package in s_packages.Where(package => !package.Rooms.Any(room => (file.Folder + "/").StartsWith(room + "/", StringComparison.Ordinal))))
            {
                if (Regex.Match(file.Code, @"(?<![\w.])(?:global::)?" + package.Namespace + @"\b") is { Success: true } named)
                {
                    yield return new Finding(file.Path, file.LineOf(named.Index), Rule, $"{named.Value} is named in {string.Join(", ", package.Rooms)} only");
                }
            }
        }

        foreach (var file in tree.Below("src/").Where(file => file.Name.EndsWith(".csproj", StringComparison.Ordinal)))
        {
            foreach (Match reference in Regex.Matches(file.Text, @"<PackageReference\s+Include=""([^""]+)"""))
            {
                var id = reference.Groups[1].Value;
                if (!s_buildOnly.Contains(id) && !s_packages.Any(package => package.Id == id))
                {
                    yield return new Finding(file.Path, file.LineOf(reference.Index), Rule, $"{id} has no room");
                }
                else if (!tree.Below("docs/decisions/").Any(record => record.Text.Contains(id, StringComparison.Ordinal)))
                {
                    yield return new Finding(file.Path, file.LineOf(reference.Index), Rule, $"{id} has no decision record in docs/decisions");
                }
            }
        }
    }
}
