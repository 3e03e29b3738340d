// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGateway.Documentation;
using Foregate.Definitions.Documentation;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway.Documentation;

public sealed class DocumentationLocationsTests
{
    [Fact]
    public void Takes_the_members_of_its_type_only()
    {
        Assert.Null(DocumentationLocations.Check(new() { Type = DocumentationPartType.ResponseHeader, Path = "/", Method = "*", StatusCode = "*", Name = "A" }));
        Assert.Contains("'path' cannot be specified for type 'API'", DocumentationLocations.Check(new() { Type = DocumentationPartType.Api, Path = "/" })!.Message, StringComparison.Ordinal);
        Assert.Contains("'name' is required", DocumentationLocations.Check(new() { Type = DocumentationPartType.Model })!.Message, StringComparison.Ordinal);
        Assert.Contains("is not a method", DocumentationLocations.Check(new() { Type = DocumentationPartType.Method, Method = "get" })!.Message, StringComparison.Ordinal);
        Assert.Equal("ValidationException", DocumentationLocations.Check(new() { Type = DocumentationPartType.Response, StatusCode = "9" })!.Code);
    }
}
