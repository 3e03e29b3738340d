// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.OpenApi.Export;

namespace Foregate.ControlPlane.Tests.OpenApi.Export;

public sealed class ExportFormTests
{
    [Fact]
    public void Extensions_are_named_with_commas()
    {
        var (form, error) = ExportForm.Read("swagger", "integrations, documentation");
        Assert.Null(error);
        Assert.Equal((false, true, true, false, false), (form!.IsOpenApi3, form.HasIntegrations, form.HasDocumentation, form.HasAuthorizers, form.HasExtensions));
        Assert.True(ExportForm.Read("oas30", "apigateway").Form is { IsOpenApi3: true, HasIntegrations: true, HasAuthorizers: true, HasExtensions: true, HasDocumentation: false });
    }

    [Theory]
    [InlineData("oas31", null)]
    [InlineData("oas30", "integration")]
    public void What_is_not_known_is_refused(string exportType, string? extensions) => Assert.Equal(400, ExportForm.Read(exportType, extensions).Error!.StatusCode);
}
