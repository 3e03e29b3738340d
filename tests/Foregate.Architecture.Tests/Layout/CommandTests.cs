// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Architecture.Tests.Reading;

namespace Foregate.Architecture.Tests.Layout;

/// <summary>Commands speak the wire, like everybody's own tools; only those that work on files reach into the house.</summary>
public sealed class CommandTests
{
    // Serving and validating, the words that both understand, mapping templates tried on files, what is done with the files of a data directory, and how templates leave their folders.
    private static readonly string[] s_workOnFiles =
    [
        "src/Foregate/Commands/ServeCommand.cs", "src/Foregate/Commands/ValidateCommand.cs", "src/Foregate/Commands/ServeArguments.cs", "src/Foregate/Commands/StoreCommands.cs",
        "src/Foregate/Commands/Deploying/LocalTemplate.cs", "src/Foregate/Commands/Templates/TemplateCommand.cs",
    ];

    [Fact]
    public void Commands_speak_the_wire() => House.Obeys(Check(SourceTree.Repository));

    [Fact]
    public void A_command_that_reaches_into_a_plane_is_seen() => House.Sees(
        Check(SourceTree.Of(("src/Foregate/Commands/ExplainCommand.cs", "\nusing Foregate.DataPlane.Finish;"))), "src/Foregate/Commands/ExplainCommand.cs", 2);

    [Fact]
    public void Serving_may_reach_into_the_house() => House.Obeys(
        Check(SourceTree.Of(("src/Foregate/Commands/ServeCommand.cs", "using Foregate.Hosting;"))));

    private static IEnumerable<Finding> Check(SourceTree tree)
    {
        foreach (var file in tree.Below("src/Foregate/Commands/").Where(file => !s_workOnFiles.Contains(file.Path)))
        {
            if (Regex.Match(file.Code, @"\bForegate\.(?:Hosting|ControlPlane|DataPlane|Firewall|Definitions)\b|(?<![\w.])Hosting\.\w") is { Success: true } reach)
            {
                yield return new Finding(file.Path, file.LineOf(reach.Index), "commands speak the wire", $"names {reach.Value}");
            }
        }
    }
}
