// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Foregate.ControlPlane.Tests.CloudFormation.Stacks;

namespace Foregate.ControlPlane.Tests.CloudFormation;

/// <summary>Public SAM templates as AWS's own transform leaves them: which become stacks, and why the others do not.</summary>
public sealed class TransformedTemplatesTests
{
    private static string Golden => Path.Combine(AppContext.BaseDirectory, "CloudFormation", "Golden", "transformed.expected");

    [Fact]
    public void Every_template_is_deployed_or_refused_with_its_reasons()
    {
        Assert.SkipWhen(Templates.Samples is null, "There are no public SAM templates beside the checkout (../shared/conformance/sam-templates).");
        var report = new StringBuilder();
        foreach (var name in TransformedTemplates.Names)
        {
            var outcome = TransformedTemplates.Deploy(Deployments.Empty, name, TransformedTemplates.Read(name));
            report.AppendLine($"{name}: {(outcome.Account is null ? "refused" : "deployed")}");
            foreach (var cause in outcome.Faults.Select(static fault => $"{fault.Cause} [{fault.DocumentPath}]".ReplaceLineEndings(" ")).Order(StringComparer.Ordinal))
            {
                report.AppendLine($"    {cause}");
            }
        }

        // With FOREGATE_GOLDEN set to a folder, it is written there instead of compared.
        if (Environment.GetEnvironmentVariable("FOREGATE_GOLDEN") is { Length: > 0 } directory)
        {
            File.WriteAllText(Path.Combine(directory, Path.GetFileName(Golden)), report.ToString());
            return;
        }

        Assert.Equal(File.ReadAllText(Golden), report.ToString());
    }
}
