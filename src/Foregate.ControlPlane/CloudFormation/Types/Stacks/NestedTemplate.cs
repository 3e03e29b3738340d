// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Operations.Artifacts;

namespace Foregate.ControlPlane.CloudFormation.Types.Stacks;

/// <summary>The template of a nested stack: an object of a bucket, or a file beside the template that names it.</summary>
internal sealed record NestedTemplate(ReadOnlyMemory<byte> Content, string FileName, string? Folder)
{
    private const string Property = "TemplateURL";

    /// <param name="before">What the stack was made of, to fall back to while the template says the same.</param>
    /// <returns><see langword="null"/> after a fault.</returns>
    public static NestedTemplate? Read(ResourceContext context, NestedTemplate? before)
    {
        var url = context.Properties.Text(Property) ?? "";
        if (S3Location.Parse(url, "localhost", "127.0.0.1", "[::1]") is { } place)
        {
            if (context.Artifacts(new Artifact(place.Bucket, place.Key, place.VersionId)) is { } content)
            {
                return new NestedTemplate(content, url, null);
            }

            return before ?? Missing(context, $"There is no object {place.Key} in the bucket {place.Bucket}.", "Upload it first: foregate deploy and aws cloudformation package do so.");
        }

        if (url.Contains("://", StringComparison.Ordinal))
        {
            return Missing(context, $"The template {url} is in no bucket.", "Name an object of a bucket, or a file beside the template.");
        }

        if (context.Folder is not { } folder)
        {
            return Missing(context, $"The template {url} lies beside the template, which came without its folder.", "Upload it: foregate deploy and aws cloudformation package do so.");
        }

        try
        {
            var path = Path.GetFullPath(url, folder);
            return new NestedTemplate(File.ReadAllBytes(path), path, Path.GetDirectoryName(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Missing(context, $"The file {url} cannot be read.", "Name a file that is there, relative to the template.");
        }
    }

    private static NestedTemplate? Missing(ResourceContext context, string cause, string cure)
    {
        context.Properties.Fault(Property, cause, cure);
        return null;
    }
}
