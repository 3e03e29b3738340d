// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.RegularExpressions;

namespace Foregate.ControlPlane.Tests.CloudFormation;

/// <summary>Public SAM templates, as they stand but for where code lies: which are taken, and why the others are not.</summary>
public sealed partial class SamplesTests
{
    private static string Golden => Path.Combine(AppContext.BaseDirectory, "CloudFormation", "Golden", "samples.expected");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Path.Combine(Templates.Samples!, "source"), "*.yaml")
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Order(StringComparer.Ordinal);

    [Fact]
    public void Every_template_is_accepted_or_refused_with_its_reasons()
    {
        Assert.SkipWhen(Templates.Samples is null, "There are no public SAM templates beside the checkout (../shared/conformance/sam-templates).");
        var report = new StringBuilder();
        foreach (var name in Names)
        {
            var result = Templates.WithValues(Templates.Sample(name), $"{name}.yaml");
            report.AppendLine($"{name}: {(result.Account is null ? "refused" : "accepted")}");
            foreach (var cause in result.Faults.Select(fault => fault.Cause).Distinct().Order(StringComparer.Ordinal))
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

    [Fact]
    public void Accepted_templates_come_to_what_their_plain_form_comes_to()
    {
        Assert.SkipWhen(Templates.Samples is null, "There are no public SAM templates beside the checkout (../shared/conformance/sam-templates).");
        var compared = 0;
        foreach (var name in Names)
        {
            var file = Path.Combine(Templates.Samples, "transformed", $"{name}.json");
            if (!File.Exists(file) || SortedLists().IsMatch(File.ReadAllText(file)) || Templates.WithValues(Templates.Sample(name), $"{name}.yaml").Account is not { } account)
            {
                continue;
            }

            var plain = Templates.WithValues(Templates.Transformed(name), $"{name}.json");
            Assert.True(plain.Account is not null, $"{name}: {string.Join("; ", plain.Lines())}");
            Assert.Equal($"{name}\n{AccountSummary.Of(plain.Account)}", $"{name}\n{AccountSummary.Of(account)}");
            compared++;
        }

        Assert.True(compared >= 50, $"Only {compared} templates were compared.");
    }

    // Some published plain forms have all their lists sorted, the arguments of functions too: those mean nothing any more.
    [GeneratedRegex("""
        "Fn::GetAtt":\s*\[\s*"Arn"
        """)]
    private static partial Regex SortedLists();
}
