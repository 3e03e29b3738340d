// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Hosting;

/// <summary>The document on disk, followed through symbolic links at each look: an editor's rename and a swapped link are changes like any other.</summary>
internal sealed class DocumentFile(string path)
{
    /// <summary>As the user named it: faults carry this name.</summary>
    public string Name { get; } = path;

    public string FullPath { get; } = Path.GetFullPath(path);

    /// <summary>Something that differs when the file was written or replaced; null when there is none.</summary>
    public Stamp? Look()
    {
        try
        {
            FileSystemInfo file = new FileInfo(FullPath);
            if (file.LinkTarget is not null)
            {
                file = file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
            }

            return file.Exists ? new Stamp(Path.GetFullPath(file.FullName), file.LastWriteTimeUtc, file.CreationTimeUtc, ((FileInfo)file).Length) : null;
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

    /// <summary>What a look saw.</summary>
    internal readonly record struct Stamp(string Target, DateTime Written, DateTime Created, long Length);
}
