// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.RegularExpressions;
using Foregate.DataPlane.Mapping.Templates;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.Standards.Velocity.Running;

namespace Foregate.DataPlane.Tests.Mapping.Templates;

/// <summary>What the pages about mapping templates say is what the code does.</summary>
public sealed class TemplateDocumentationTests
{
    [Fact]
    public void The_examples_render_as_they_say()
    {
        var page = Read("how-to/map-bodies.md");
        var examples = Regex.Matches(page, "```velocity\n(.*?)```\n\n```json\n(.*?)```\n\n```text\n(.*?)```", RegexOptions.Singleline);
        Assert.Equal(Regex.Count(page, "```velocity"), examples.Count);
        Assert.True(examples.Count >= 5);
        foreach (Match example in examples)
        {
            var output = new ByteWriter();
            var fault = MappingTemplate.Compile(example.Groups[1].Value, GivenRequest.Compilation(ApiKind.Rest))
                .Render(GivenRequest.Of("POST", "/"), new TemplateInput(Encoding.UTF8.GetBytes(example.Groups[2].Value)), output);
            Assert.True(fault is null, fault);
            Assert.Equal(example.Groups[3].Value, Encoding.UTF8.GetString(output.Written));
        }
    }

    [Fact]
    public void The_reference_names_every_method_of_util()
    {
        var row = Regex.Match(Read("reference/velocity.md"), @"\| `\$util` \|(.*)\|").Groups[1].Value;
        Assert.Equal(UtilObject.Names, Regex.Matches(row, @"\$util\.(\w+)").Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void The_reference_has_the_limits()
    {
        var page = Read("reference/velocity.md");
        var limits = new VelocityLimits();
        Assert.Contains($"| size of a template | {VelocityLimits.TemplateBytes / 1024} KB |", page, StringComparison.Ordinal);
        Assert.Contains($"| rounds of one `#foreach` | {limits.Rounds};", page, StringComparison.Ordinal);
        Assert.Contains($"| steps of a rendering | {limits.Steps},", page, StringComparison.Ordinal);
        Assert.Contains($"| values made on the way, the body as text and as a tree among them | {limits.Memory / 1024} KiB,", page, StringComparison.Ordinal);
        Assert.Contains($"| macros that call each other | {limits.MacroDepth} deep |", page, StringComparison.Ordinal);
        Assert.Contains($"| wall time | {limits.Time.TotalSeconds:0} s |", page, StringComparison.Ordinal);
    }

    private static string Read(string page)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Foregate.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository's root was not found.");
        }

        return File.ReadAllText(Path.Combine(folder.FullName, "docs", page));
    }
}
