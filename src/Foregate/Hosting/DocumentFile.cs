// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Hosting;

/// <summary>The document on disk, followed through symbolic links at each look: an editor's rename and a swapped link are changes like any other.</summary>
internal sealed class DocumentFile(string path)
{
    // Linux's own limit.
    private const int MaxLinks = 40;

    /// <summary>As the user named it: faults carry this name.</summary>
    public string Name { get; } = path;

    public string FullPath { get; } = Path.GetFullPath(path);

    /// <summary>Something that differs when the file was written or replaced; null when there is none.</summary>
    public Stamp? Look()
    {
        try
        {
            var file = new FileInfo(RealPath(FullPath, links: 0));
            return file.Exists ? new Stamp(file.FullName, file.LastWriteTimeUtc, file.CreationTimeUtc, file.Length) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>All bytes, or the reason why not.</summary>
    public (byte[]? Bytes, Failure? Failure) Read()
    {
        try
        {
            return (File.ReadAllBytes(FullPath), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var why = exception switch
            {
                FileNotFoundException or DirectoryNotFoundException => "there is no such file",
                UnauthorizedAccessException when Directory.Exists(FullPath) => "it is a folder",
                UnauthorizedAccessException => "access is denied",
                _ => exception.Message,
            };
            return (null, Failures.Unreadable(Name, why));
        }
    }

    // Every link on the way: configuration volumes swap the folder above the file, and the times of both files may be the same.
    private static string RealPath(string path, int links)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var part in path[real.Length..].Split(Path.DirectorySeparatorChar))
        {
            real = Path.Combine(real, part);
            if (new FileInfo(real).LinkTarget is { } target)
            {
                real = links < MaxLinks
                    ? RealPath(Path.GetFullPath(target, Path.GetDirectoryName(real)!), links + 1)
                    : throw new IOException("There are too many links on the way.");
            }
        }

        return real;
    }

    /// <summary>What a look saw.</summary>
    internal readonly record struct Stamp(string Target, DateTime Written, DateTime Created, long Length);
}
