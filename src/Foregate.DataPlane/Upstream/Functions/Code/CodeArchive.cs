// SPDX-License-Identifier: Apache-2.0
using System.IO.Compression;

namespace Foregate.DataPlane.Upstream.Functions.Code;

/// <summary>Unpacks a function's zip archive: nothing outside of its folder, nothing larger than Lambda's limit, whatever the archive says.</summary>
internal static class CodeArchive
{
    /// <summary>Lambda's limit of a deployment package, unpacked.</summary>
    public const long MaxBytes = 250L * 1024 * 1024;

    private const int MaxEntries = 100_000;
    private const int FileTypeMask = 0xF000;
    private const int SymbolicLink = 0xA000;

    /// <summary>Throws <see cref="FunctionFault"/> when the archive is no good; then the folder is not to be used.</summary>
    public static void Unpack(string archive, string folder, long maxBytes = MaxBytes)
    {
        try
        {
            using var zip = ZipFile.OpenRead(archive);
            if (zip.Entries.Count > MaxEntries)
            {
                throw new FunctionFault($"{archive} holds {zip.Entries.Count} entries; {MaxEntries} at most are unpacked.");
            }

            var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
            var left = maxBytes;
            foreach (var entry in zip.Entries)
            {
                left = Unpack(archive, entry, root, left, maxBytes);
            }
        }
        catch (Exception e) when (e is InvalidDataException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FunctionFault($"{archive} cannot be unpacked: {e.Message}");
        }
    }

    private static long Unpack(string archive, ZipArchiveEntry entry, string root, long left, long maxBytes)
    {
        var name = entry.FullName;
        var path = Path.GetFullPath(Path.Combine(root, name));
        if (name.Contains('\\') || name.Contains('\0') || !(path + Path.DirectorySeparatorChar).StartsWith(root, StringComparison.Ordinal))
        {
            throw new FunctionFault($"{archive} holds {name}, which leads out of the function's folder: make the archive from inside the folder.");
        }

        var mode = entry.ExternalAttributes >> 16;
        if ((mode & FileTypeMask) == SymbolicLink)
        {
            throw new FunctionFault($"{archive} holds the symbolic link {name}: put the file itself into the archive.");
        }

        if (name.EndsWith('/'))
        {
            Directory.CreateDirectory(path);
            return left;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var from = entry.Open();
        using var to = new FileStream(path, FileMode.CreateNew);
        var buffer = new byte[64 * 1024];
        for (int read; (read = from.Read(buffer)) > 0;)
        {
            // What the archive says of its sizes may be wrong.
            left -= read;
            if (left < 0)
            {
                throw new FunctionFault($"{archive} holds more than {maxBytes} bytes, Lambda's limit of an unpacked package.");
            }

            to.Write(buffer, 0, read);
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)(mode & 0x1FF) | UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return left;
    }
}
