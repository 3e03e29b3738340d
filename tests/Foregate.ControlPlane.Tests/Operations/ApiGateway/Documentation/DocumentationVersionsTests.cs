// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Operations.ApiGateway.Documentation;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway.Documentation;

public sealed class DocumentationVersionsTests
{
    [Fact]
    public void Freezes_the_parts_and_is_shown_by_a_stage()
    {
        var ground = new RestGround().Deployed();
        ground.Do(DocumentationParts.CreateDocumentationPart(ground.Account, ground.ApiId, new() { Type = default }, "{}", Ground.Context));
        var version = ground.Do(DocumentationVersions.CreateDocumentationVersion(ground.Account, ground.ApiId, new() { DocumentationVersion = "v1", StageName = "prod" }, Ground.Context));
        Assert.Equal((1, "v1"), (version.Parts.Count, ground.Api.Stages["prod"].DocumentationVersion));
        DocumentationVersions.CreateDocumentationVersion(ground.Account, ground.ApiId, new() { DocumentationVersion = "v1" }, Ground.Context).Refused(409, "Documentation version already exists: v1");
        Assert.Equal("new", ground.Do(DocumentationVersions.UpdateDocumentationVersion(ground.Account, ground.ApiId, "v1", "new")).Description);
        Assert.Equal(400, DocumentationVersions.DeleteDocumentationVersion(ground.Account, ground.ApiId, "v1").Error!.StatusCode);
        ground.Do(Stages.DeleteStage(ground.Account, ground.ApiId, "prod"));
        ground.Do(DocumentationVersions.DeleteDocumentationVersion(ground.Account, ground.ApiId, "v1"));
        DocumentationVersions.GetDocumentationVersion(ground.Account, ground.ApiId, "v1").Refused(404, "Invalid Documentation version specified");
    }
}
