// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;

namespace Foregate.ControlPlane.CloudFormation.Packaging;

/// <summary>Packs a folder so that the same files make the same bytes: names in order, one date for all, and of their rights only whether they can be run.</summary>
public static class FolderArchive
{
    // The first that a zip archive can say.
    private static readonly DateTimeOffset s_date = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const int Plain = 0x81A4 << 16;

    private const int Runnable = 0x81ED << 16;

    /// <summary>Everything below the folder. Throws what reading files throws.</summary>
    public static byte[] Pack(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (Path: path, Name: Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')))
            .OrderBy(static file => file.Name, StringComparer.Ordinal);
        return Pack(files);
    }

    /// <summary>One file, under its own name.</summary>
    public static byte[] PackFile(string path) => Pack([(path, Path.GetFileName(path))]);

    private static byte[] Pack(IEnumerable<(string Path, string Name)> files)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, name) in files)
            {
                var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = s_date;
                entry.ExternalAttributes = !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & UnixFileMode.UserExecute) != 0 ? Runnable : Plain;
                using var content = entry.Open();
                using var file = File.OpenRead(path);
                file.CopyTo(content);
            }
        }

        return bytes.ToArray();
    }
}
