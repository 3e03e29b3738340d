// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Making;

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
        if (ObjectAt(url) is { } artifact)
        {
            if (context.Artifacts(artifact) is { } content)
            {
                return new NestedTemplate(content, url, null);
            }

            return before ?? Missing(context, $"There is no object {artifact.Key} in the bucket {artifact.Bucket}.", "Upload it first: foregate deploy and aws cloudformation package do so.");
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

    // s3://bucket/key, https://bucket.s3.region.amazonaws.com/key, https://s3.region.amazonaws.com/bucket/key, and the latter at this machine.
    private static Artifact? ObjectAt(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("s3" or "http" or "https"))
        {
            return null;
        }

        if (uri.Scheme == "s3")
        {
            return url["s3://".Length..].Split('/', 2) is [{ Length: > 0 } name, { Length: > 0 } rest] ? new Artifact(name, rest, null) : null;
        }

        var path = Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        var version = uri.Query.TrimStart('?').Split('&').FirstOrDefault(static part => part.StartsWith("versionId=", StringComparison.Ordinal))?["versionId=".Length..];
        var labels = uri.Host.Split('.');
        var service = Array.FindLastIndex(labels, static label => label == "s3" || label.StartsWith("s3-", StringComparison.Ordinal));
        var isOurs = uri.IsLoopback || uri.Host.EndsWith(".localhost", StringComparison.Ordinal);
        if (service > 0)
        {
            return path.Length > 0 ? new Artifact(string.Join('.', labels[..service]), path, version) : null;
        }

        return (service == 0 || isOurs) && path.Split('/', 2) is [{ Length: > 0 } bucket, { Length: > 0 } key] ? new Artifact(bucket, key, version) : null;
    }
}
