// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.CloudFormation.Packaging;

namespace Foregate.Commands.Deploying;

/// <summary>Templates and folders on this machine, made ready to leave it.</summary>
internal static class LocalTemplate
{
    /// <summary>The template with the names of what lies beside it replaced, and what must be uploaded for it; failures otherwise.</summary>
    /// <param name="bucket">Where that will be.</param>
    public static (byte[] Template, IReadOnlyList<Upload> Uploads, IReadOnlyList<string> Faults) Read(string file, string bucket, string region)
    {
        var package = TemplatePackage.Of(File.ReadAllBytes(file), file, bucket, region);
        return (
            package.Template.ToArray(),
            [.. package.Files.Select(packaged => new Upload(bucket, packaged.Key, () => packaged.Content.ToArray(), Path.GetRelativePath(".", packaged.Path)))],
            [.. package.Faults.Select(static fault => $"{fault.Location}: error {Failures.DocumentFault}: {fault.Cause} {fault.Cure} [{fault.DocumentPath}]")]);
    }

    public static byte[] Pack(string folder) => FolderArchive.Pack(folder);

    /// <summary>A template that is too long for a call.</summary>
    public static Upload Stored(byte[] template, string bucket) => new(bucket, PackagedFile.Of(template, ".template", "").Key, () => template, "the template");
}
