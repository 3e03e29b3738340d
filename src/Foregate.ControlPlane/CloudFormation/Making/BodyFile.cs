// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.Artifacts;

namespace Foregate.ControlPlane.CloudFormation.Making;

/// <summary>The OpenAPI document that <c>BodyS3Location</c> names: an object of a bucket, or a file beside the template.</summary>
internal static class BodyFile
{
    private const string Property = "BodyS3Location";

    private static readonly ObjectKind s_location = new("the body's location", "Bucket Key Version", "ETag Etag");

    /// <summary><see langword="null"/> after a fault.</summary>
    public static DocumentNode? Read(ResourceContext context)
    {
        var properties = context.Properties;
        var node = properties.Node(Property)!;
        if (node.Kind != NodeKind.String)
        {
            return properties.Object(Property, s_location) is { } location && location.Text("Bucket") is { } bucket && location.Text("Key") is { } key
                ? Object(context, new Artifact(bucket, key, location.Text("Version")))
                : Missing(context);
        }

        if (S3Location.Parse(node.Text) is { } place)
        {
            return Object(context, new Artifact(place.Bucket, place.Key, place.VersionId));
        }

        if (context.Folder is { } folder && !node.Text.Contains("://", StringComparison.Ordinal))
        {
            return LocalFile.ReadDocument(context.Run.Reading, folder, node.Text, properties.At(Property), properties.PathOf(Property));
        }

        properties.Fault(Property, $"The document {node.Text} cannot be reached.", "Name an object of a bucket by Bucket and Key, or write the document under Body.");
        return null;
    }

    private static DocumentNode? Object(ResourceContext context, Artifact artifact)
    {
        if (context.Artifacts(artifact) is not { } bytes)
        {
            context.Properties.Fault(Property, $"There is no object {artifact.Key} in the bucket {artifact.Bucket}.", "Upload it first (foregate deploy and aws cloudformation package do so), or write the document under Body.");
            return null;
        }

        var faults = new List<Fault>();
        var root = DocumentReader.Read(bytes, $"s3://{artifact.Bucket}/{artifact.Key}", new DocumentLimits { Bytes = context.Operations.Quotas.OpenApiDocumentBytes }, faults);
        foreach (var fault in faults)
        {
            context.Run.Reading.Fault(fault.Location, context.Properties.PathOf(Property), fault.Cause, fault.Cure);
        }

        return root;
    }

    private static DocumentNode? Missing(ResourceContext context)
    {
        if (!context.Run.Reading.HasFaultIn(context.Properties.PathOf(Property)))
        {
            context.Properties.Fault(Property, "A Bucket and a Key say where the document is.", "Write both.");
        }

        return null;
    }
}
