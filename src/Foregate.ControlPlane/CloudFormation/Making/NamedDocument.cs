// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.Artifacts;

namespace Foregate.ControlPlane.CloudFormation.Making;

/// <summary>A document that a template names: in a bucket, or beside a template that lies on this machine.</summary>
internal static class NamedDocument
{
    private const string Scheme = "s3://";

    /// <summary>The document; <see langword="null"/> after a fault.</summary>
    /// <param name="name"><c>s3://bucket/key</c>, or a path relative to the folder.</param>
    public static DocumentNode? Read(ReadingContext reading, DocumentNode name, string path, string? folder, Func<Artifact, ReadOnlyMemory<byte>?> artifacts)
    {
        var text = name.Text;
        if (text.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return S3Location.Parse(text) is { } place && artifacts(new Artifact(place.Bucket, place.Key, place.VersionId)) is { } bytes
                ? Parse(reading, bytes, text, name.Location, path)
                : Fault(reading, name.Location, path, $"There is no object {text}.", "Upload it first, or check the name.");
        }

        if (folder is null)
        {
            return Fault(reading, name.Location, path, $"The file {text} lies beside the template, and the template came without its folder.", "Upload it, and write s3://bucket/key.");
        }

        return LocalFile.ReadDocument(reading, folder, text, name.Location, path);
    }

    private static DocumentNode? Parse(ReadingContext reading, ReadOnlyMemory<byte> bytes, string name, SourceLocation location, string path)
    {
        var faults = new List<Fault>();
        var root = DocumentReader.Read(bytes, name, new DocumentLimits(), faults);
        foreach (var fault in faults)
        {
            reading.Fault(fault.Location, path, fault.Cause, fault.Cure);
        }

        return root ?? Fault(reading, location, path, $"{name} is no document.", "Upload JSON or YAML.");
    }

    private static DocumentNode? Fault(ReadingContext reading, SourceLocation location, string path, string cause, string cure)
    {
        reading.Fault(location, path, cause, cure);
        return null;
    }
}
