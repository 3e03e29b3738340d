// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Sam.Old;

/// <summary>The document behind a <c>DefinitionUri</c>.</summary>
internal static class SamDefinition
{
    public static DocumentNode? Read(SamTransform sam, Section section, DocumentNode uri)
    {
        if (uri.Kind == NodeKind.String && !uri.Text.Contains("://", StringComparison.Ordinal))
        {
            return LocalFile.ReadDocument(sam.Reading, sam.Folder, uri.Text, section.At("DefinitionUri"), section.PathOf("DefinitionUri"));
        }

        section.Fault("DefinitionUri", "The definition is in S3, which Foregate does not reach.", "Name a file beside the template, or write the document under DefinitionBody.");
        return null;
    }
}
