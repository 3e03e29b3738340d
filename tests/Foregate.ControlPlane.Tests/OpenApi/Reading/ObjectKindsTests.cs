// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.Tests.OpenApi.Reading;

public sealed class ObjectKindsTests
{
    [Fact]
    public void The_reference_page_names_everything_that_is_refused_or_served_in_a_document()
    {
        var page = File.ReadAllText(Page());
        ObjectKind[] kinds =
        [
            ObjectKinds.OpenApi3, ObjectKinds.Swagger2, ObjectKinds.EndpointConfiguration, ObjectKinds.SecurityScheme, ObjectKinds.RestIntegration,
            ObjectKinds.HttpIntegration, ObjectKinds.RestStage, ObjectKinds.UsagePlan,
        ];
        string[] plain = ["openapi", "swagger", "security", "description", "name", "in", "type", "$ref"];
        var missing = kinds.SelectMany(kind => kind.Served.Concat(kind.Refused)).Distinct()
            .Where(name => !plain.Contains(name) && !page.Contains(name, StringComparison.Ordinal));
        Assert.Equal([], missing);
    }

    [Fact]
    public void Every_refusal_says_why_and_how_to_mend() =>
        Assert.All(
            new[] { ObjectKinds.OpenApi3, ObjectKinds.RestIntegration, ObjectKinds.HttpIntegration, ObjectKinds.RestStage, ObjectKinds.MethodSetting, ObjectKinds.PathItem, ObjectKinds.Operation },
            kind => Assert.All(kind.Refused, name => Assert.True(kind.FateOf(name) is { Reason.Length: > 5, Cure.Length: > 2 }, name)));

    private static string Page()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Foregate.slnx")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!;
        }

        return Path.Combine(folder, "docs", "reference", "openapi.md");
    }
}
