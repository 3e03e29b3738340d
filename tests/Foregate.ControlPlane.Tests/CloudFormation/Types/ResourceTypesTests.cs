// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.CloudFormation.Types;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types;

public sealed class ResourceTypesTests
{
    [Fact]
    public void What_is_required_and_what_replaces_are_properties_that_are_read()
    {
        foreach (var type in ResourceTypes.All.Values)
        {
            Assert.Subset(type.Properties.Served.ToHashSet(StringComparer.Ordinal), type.Required.ToHashSet(StringComparer.Ordinal));
            var known = type.Properties.Served.Concat(type.Properties.Inert).Concat(type.Properties.Refused).ToHashSet(StringComparer.Ordinal);
            Assert.Subset(known, type.Replacing.ToHashSet(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Types_of_REST_APIs_refuse_nothing_and_ignore_nothing() => Assert.All(
        ResourceTypes.All.Values.Where(static type => type.Name.StartsWith("AWS::ApiGateway::", StringComparison.Ordinal)),
        static type => Assert.Empty(type.Properties.Refused.Concat(type.Properties.Inert)));

    /// <summary>The page is written from the table: with FOREGATE_WRITE_DOCS set it is written anew.</summary>
    [Fact]
    public void The_page_of_types_says_what_the_table_says()
    {
        var path = Path.Combine(Docs(), "cloudformation.md");
        if (Environment.GetEnvironmentVariable("FOREGATE_WRITE_DOCS") is not null)
        {
            File.WriteAllText(path, Page());
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path) == Page(), $"{path} is out of date: run this test with FOREGATE_WRITE_DOCS=1");
    }

    private static string Page()
    {
        var page = new StringBuilder(
            """
            # Resource types

            The types that [templates](templates.md) make here, each with every property. **replaces**: another resource takes the place of this one when the property
            changes, as CloudFormation documents it; every other property changes in place, and goes back to its default when it leaves the template. **inert**: taken, and
            changes nothing. **refused**: a fault unless its value asks for nothing. A property that is not listed is one that the type does not have. Types of other
            services are known by name. What the data plane does not serve yet is [held](management-api.md#held), whichever way it came. Written from the table of types.

            """);
        foreach (var type in ResourceTypes.All.Values.OrderBy(static type => type.Name, StringComparer.Ordinal))
        {
            page.Append("\n## ").Append(type.Name).Append("\n\n").Append(type.IsTagged ? "The tags of the stack are its own, too.\n\n" : "").Append("| Property | |\n|---|---|\n");
            foreach (var property in Properties(type))
            {
                page.Append("| `").Append(property).Append("` | ").Append(Words(type, property)).Append(" |\n");
            }
        }

        return page.ToString();
    }

    private static IOrderedEnumerable<string> Properties(ResourceType type) =>
        type.Properties.Served.Concat(type.Properties.Inert).Concat(type.Properties.Refused).Order(StringComparer.Ordinal);

    private static string Words(ResourceType type, string property)
    {
        var fate = type.Properties.FateOf(property)!;
        string?[] words =
        [
            type.Required.Contains(property) ? "required" : null,
            fate.IsInert ? "inert" : fate.IsServed ? null : $"refused: {fate.Reason}",
            type.Update is null || type.Replacing.Contains(property) ? "replaces" : null,
        ];
        return string.Join(", ", words.OfType<string>());
    }

    private static string Docs()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Foregate.slnx")))
            {
                return Path.Combine(folder.FullName, "docs", "reference");
            }
        }

        throw new InvalidOperationException("The tests run outside of the checkout.");
    }
}
