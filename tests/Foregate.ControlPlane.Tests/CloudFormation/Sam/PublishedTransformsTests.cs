// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam;

/// <summary>Public SAM templates and what AWS's own transform makes of them: ours makes the same, but for those in the list of misses.</summary>
public sealed class PublishedTransformsTests
{
    private static string Misses => Path.Combine(AppContext.BaseDirectory, "CloudFormation", "Golden", "sam.misses");

    [Fact]
    public void Every_template_becomes_what_AWS_makes_of_it()
    {
        Assert.SkipWhen(Templates.Samples is null, "There are no public SAM templates beside the checkout (../shared/conformance/sam-templates).");
        var missed = new StringBuilder();
        var details = new StringBuilder();
        var count = 0;
        foreach (var name in SamplesTests.Names)
        {
            count++;
            var differences = Differences(name).ToList();
            if (differences.Count > 0)
            {
                missed.AppendLine(name);
                details.AppendLine(name).AppendJoin(Environment.NewLine, differences.Select(difference => $"    {difference}")).AppendLine();
            }
        }

        // With FOREGATE_GOLDEN set to a folder, the misses are written there, with what differs, instead of compared.
        if (Environment.GetEnvironmentVariable("FOREGATE_GOLDEN") is { Length: > 0 } directory)
        {
            File.WriteAllText(Path.Combine(directory, Path.GetFileName(Misses)), missed.ToString());
            File.WriteAllText(Path.Combine(directory, "sam.differences"), details.ToString());
            return;
        }

        Assert.True(count >= 131, $"Only {count} templates were compared.");
        Assert.Equal(File.ReadAllText(Misses), missed.ToString());
    }

    private static IEnumerable<string> Differences(string name)
    {
        var (template, faults) = PublishedTransforms.Run(File.ReadAllText(Path.Combine(Templates.Samples!, "source", $"{name}.yaml")), $"{name}.yaml");
        var wanted = DocumentReader.Read(File.ReadAllBytes(Path.Combine(Templates.Samples!, "transformed", $"{name}.json")), $"{name}.json", new DocumentLimits(), []);
        Assert.NotNull(wanted);
        return template is null ? faults.Select(fault => fault.ToString()) : PublishedTransforms.Differences(template, wanted);
    }
}
