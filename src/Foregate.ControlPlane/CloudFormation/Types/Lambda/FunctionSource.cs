// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.Artifacts;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.CloudFormation.Types.Lambda;

/// <summary>Where the code of a function is: source in the template, a folder or an archive beside it, or an archive in a bucket. All absent: as it was.</summary>
/// <param name="Code">Code that is on this machine.</param>
/// <param name="Archive">The bytes of a zip archive.</param>
internal sealed record FunctionSource(FunctionCode? Code, ReadOnlyMemory<byte>? Archive)
{
    private static readonly ObjectKind s_code = new(
        "the code",
        "ZipFile S3Bucket S3Key S3ObjectVersion",
        "SourceKMSKeyArn",
        ("ImageUri", Fate.Refused("container images", "Give the code as a folder or a zip file.")));

    /// <summary><see langword="null"/> after a fault.</summary>
    public static FunctionSource? Read(ResourceContext context)
    {
        var properties = context.Properties;
        var node = properties.Node("Code")!;
        if (node.Kind == NodeKind.String)
        {
            return S3Location.Parse(node.Text) is { } place
                ? Uploaded(context, new Artifact(place.Bucket, place.Key, place.VersionId))
                : Local(context, node.Text);
        }

        if (properties.Object("Code", s_code) is not { } section || context.Run.Reading.HasFaultIn(section.Path))
        {
            return null;
        }

        if (section.Text("ZipFile") is { } source)
        {
            if (!section.Has("S3Bucket") && !section.Has("S3Key"))
            {
                return new FunctionSource(new FunctionCode { InlineCode = source }, null);
            }

            section.Fault("ZipFile", "Please do not provide other FunctionCode parameters when providing a ZipFile.", "Keep the source, or S3Bucket and S3Key.");
            return null;
        }

        if (section.Text("S3Bucket") is { } bucket && section.Text("S3Key") is { } key)
        {
            return Uploaded(context, new Artifact(bucket, key, section.Text("S3ObjectVersion")));
        }

        section.Fault("ZipFile", "There is no code.", "Name a folder or a zip file beside the template, write the source under ZipFile, or say S3Bucket and S3Key.");
        return null;
    }

    private static FunctionSource? Uploaded(ResourceContext context, Artifact artifact)
    {
        if (context.Artifacts(artifact) is { } archive)
        {
            return new FunctionSource(null, archive);
        }

        context.Properties.Fault(
            "Code",
            $"There is no object {artifact.Key} in the bucket {artifact.Bucket}.",
            "Upload it first (foregate deploy and aws cloudformation package do so), or name a folder or a zip file beside the template.");
        return null;
    }

    private static FunctionSource? Local(ResourceContext context, string name)
    {
        if (context.Folder is not { } folder)
        {
            context.Properties.Fault("Code", $"The code {name} lies beside the template, and the template came without its folder.", "Upload it (foregate deploy and aws cloudformation package do so), or write the source under ZipFile.");
            return null;
        }

        if (name.Contains("://", StringComparison.Ordinal))
        {
            context.Properties.Fault("Code", $"The code {name} cannot be reached.", "Name a folder or a zip file beside the template, or say S3Bucket and S3Key.");
            return null;
        }

        var path = Path.GetFullPath(name, folder);
        if (Directory.Exists(path))
        {
            return new FunctionSource(new FunctionCode { Folder = path }, null);
        }

        if (File.Exists(path) && Path.GetExtension(path) is ".zip" or ".jar")
        {
            return new FunctionSource(new FunctionCode { ZipPath = path }, null);
        }

        context.Properties.Fault(
            "Code",
            File.Exists(path) ? $"The code {name} is neither a folder nor a zip file." : $"The code {name} is not there.",
            "Name a folder or a zip file, relative to the template.");
        return null;
    }
}
