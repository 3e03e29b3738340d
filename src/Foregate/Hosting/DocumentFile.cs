// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Hosting;

/// <summary>The document on disk, followed through symbolic links at each look: an editor's rename and a swapped link are changes like any other.</summary>
internal sealed class DocumentFile(string path)
{
    // Far above what a document may have, of which its reader tells exactly: only what has no end is cut here.
    private const int MaxBytes = 64 * 1024 * 1024;

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
            using var file = new FileStream(FullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return ReadWhole(file) is { } bytes ? (bytes, null) : (null, Failures.Unreadable(Name, $"it has more than {MaxBytes} bytes"));
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

    /// <summary>Everything in it; null when that is too much.</summary>
    private static byte[]? ReadWhole(FileStream file)
    {
        if (file.CanSeek && file.Length > MaxBytes)
        {
            return null;
        }

        // What a pipe or device holds is known at its end only.
        using var whole = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = file.Read(buffer)) > 0)
        {
            if (whole.Length + read > MaxBytes)
            {
                return null;
            }

            whole.Write(buffer, 0, read);
        }

        return whole.ToArray();
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
