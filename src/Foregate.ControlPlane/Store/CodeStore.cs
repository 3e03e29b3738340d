// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Store;

/// <summary>
/// Keeps the zip archives of functions in a folder, each under the hash of its content: written once, whole or not at all, and never changed,
/// so that a published version keeps its code. Archives that no function names go when they are swept.
/// </summary>
/// <param name="folder">Absolute; made at first use, for this user alone.</param>
/// <param name="time">Tells how old an archive is.</param>
public sealed class CodeStore(string folder, TimeProvider time)
{
    /// <summary>How long an archive may lie before a function names it: the operation that brought it may still be under way.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromHours(1);

    private const UnixFileMode OwnersFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Keeps the archive and gives the path of its file. Throws what writing files throws.</summary>
    public string Keep(ReadOnlyMemory<byte> zip)
    {
        var path = Path.Combine(folder, $"{Convert.ToHexStringLower(SHA256.HashData(zip.Span))}.zip");
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder, OwnersFolder);
        }
        else
        {
            Directory.CreateDirectory(folder);
        }

        if (IsKept(path, zip.Length))
        {
            return path;
        }

        var partial = Path.Combine(folder, $"{Guid.NewGuid():N}.partial");
        try
        {
            Write(partial, zip.Span);
            File.SetLastWriteTimeUtc(partial, time.GetUtcNow().UtcDateTime);
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }

        return path;
    }

    /// <summary>Deletes what no function names, but for what has come lately.</summary>
    /// <param name="accounts">All that there are: one that is left out loses its archives.</param>
    /// <returns>How many files went.</returns>
    public int Sweep(IEnumerable<Account> accounts)
    {
        if (!Directory.Exists(folder))
        {
            return 0;
        }

        var named = accounts
            .SelectMany(static account => account.Functions.Values)
            .SelectMany(static function => function.Versions.Values.Prepend(function))
            // By name: what was restored names the directory of its time.
            .Select(static version => Path.GetFileName(version.Code.ZipPath))
            .ToHashSet(StringComparer.Ordinal);
        var newest = (time.GetUtcNow() - s_grace).UtcDateTime;
        var gone = 0;
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            if (Path.GetExtension(path) is ".zip" or ".partial" && !named.Contains(Path.GetFileName(path)) && File.GetLastWriteTimeUtc(path) < newest)
            {
                File.Delete(path);
                gone++;
            }
        }

        return gone;
    }

    /// <summary>Whether it is there already; then it is as young as one that has just come.</summary>
    private bool IsKept(string path, int length)
    {
        if (!File.Exists(path) || new FileInfo(path).Length != length)
        {
            return false;
        }

        try
        {
            File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
            return true;
        }
        catch (FileNotFoundException)
        {
            // Swept in this moment: it is written again.
            return false;
        }
    }

    private static void Write(string path, ReadOnlySpan<byte> zip)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnersFile;
        }

        using var file = new FileStream(path, options);
        file.Write(zip);
        // Power may fail between the rename and the bytes: they go to the disk first.
        file.Flush(flushToDisk: true);
    }
}
