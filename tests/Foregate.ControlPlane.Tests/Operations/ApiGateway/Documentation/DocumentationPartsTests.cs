// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGateway.Documentation;
using Foregate.Definitions.Documentation;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway.Documentation;

public sealed class DocumentationPartsTests
{
    private static readonly DocumentationPartLocation Location = new() { Type = DocumentationPartType.Method, Path = "/pets", Method = "GET" };

    private readonly RestGround _ground = new();

    [Fact]
    public void Makes_changes_and_deletes()
    {
        var part = _ground.Do(DocumentationParts.CreateDocumentationPart(_ground.Account, _ground.ApiId, Location, """{"description":"a"}""", Ground.Context));
        DocumentationParts.CreateDocumentationPart(_ground.Account, _ground.ApiId, Location, "{}", Ground.Context)
            .Refused(409, "Documentation part already exists for the specified location: type 'METHOD', path '/pets', method 'GET'");
        Assert.Equal("{}", _ground.Do(DocumentationParts.UpdateDocumentationPart(_ground.Account, _ground.ApiId, part.Id, "{}")).Properties);
        DocumentationParts.UpdateDocumentationPart(_ground.Account, _ground.ApiId, part.Id, "[]").Refused(400, "Documentation part properties must be a JSON object");
        DocumentationParts.DeleteDocumentationPart(_ground.Account, "nobody", part.Id).Refused(404, "Invalid API identifier specified 123456789012:nobody");
        DocumentationParts.GetDocumentationPart(_ground.Account, "nobody", part.Id).Refused(404, "Invalid Documentation part identifier specified");
        _ground.Do(DocumentationParts.DeleteDocumentationPart(_ground.Account, _ground.ApiId, part.Id));
        DocumentationParts.DeleteDocumentationPart(_ground.Account, _ground.ApiId, part.Id).Refused(404, "Invalid Documentation part identifier specified");
    }
}
