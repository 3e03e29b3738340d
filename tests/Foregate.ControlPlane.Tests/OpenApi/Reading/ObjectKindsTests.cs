// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.Tests.OpenApi.Reading;

public sealed class ObjectKindsTests
{
    [Fact]
    public void The_reference_names_everything_that_is_served_or_refused_in_a_document()
    {
        ObjectKind[] kinds =
        [
            ObjectKinds.OpenApi3, ObjectKinds.Swagger2, ObjectKinds.EndpointConfiguration, ObjectKinds.SecurityScheme, ObjectKinds.RestIntegration,
            ObjectKinds.HttpIntegration, ObjectKinds.RestStage, ObjectKinds.UsagePlan,
        ];
        string[] plain = ["openapi", "swagger", "security", "description", "name", "in", "type", "$ref"];
        Assert.Equal([], Missing("documents.md", kinds.SelectMany(kind => kind.Served)));
        Assert.Equal([], Missing("differences.md", kinds.SelectMany(kind => kind.Refused)));

        IEnumerable<string> Missing(string name, IEnumerable<string> properties)
        {
            var page = File.ReadAllText(Page(name));
            return properties.Distinct().Where(property => !plain.Contains(property) && !Regex.IsMatch(page, $@"(?<![\w-]){Regex.Escape(property)}(?![\w-])"));
        }
    }

    [Fact]
    public void Every_refusal_says_why_and_how_to_mend() =>
        Assert.All(
            new[] { ObjectKinds.OpenApi3, ObjectKinds.RestIntegration, ObjectKinds.HttpIntegration, ObjectKinds.RestStage, ObjectKinds.MethodSetting, ObjectKinds.PathItem, ObjectKinds.Operation },
            kind => Assert.All(kind.Refused, name => Assert.True(kind.FateOf(name) is { Reason.Length: > 5, Cure.Length: > 2 }, name)));

    private static string Page(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Foregate.slnx")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!;
        }

        return Path.Combine(folder, "docs", "reference", name);
    }
}
