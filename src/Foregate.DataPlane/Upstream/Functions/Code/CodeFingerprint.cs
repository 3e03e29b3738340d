// SPDX-License-Identifier: Apache-2.0
using System.IO.Enumeration;

namespace Foregate.DataPlane.Upstream.Functions.Code;

/// <summary>Tells two states of a folder or file apart by names, sizes and times of change. Packages and what builds leave behind do not count.</summary>
internal static class CodeFingerprint
{
    private static readonly string[] s_skipped = ["node_modules", "bin", "obj", "__pycache__", ".git", ".venv"];

    public static long Of(string path)
    {
        if (File.Exists(path))
        {
            var file = new FileInfo(path);
            return HashCode.Combine(file.Length, file.LastWriteTimeUtc.Ticks);
        }

        if (!Directory.Exists(path))
        {
            return 0;
        }

        var files = new FileSystemEnumerable<long>(path, Hash, new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None })
        {
            ShouldIncludePredicate = static (ref entry) => !entry.IsDirectory,
            ShouldRecursePredicate = static (ref entry) => !IsSkipped(entry.FileName),
        };

        // In whatever order they come.
        var sum = 1L;
        foreach (var hash in files)
        {
            sum += hash;
        }

        return sum;
    }

    private static long Hash(ref FileSystemEntry entry)
    {
        var hash = new HashCode();
        foreach (var c in entry.Directory)
        {
            hash.Add(c);
        }

        foreach (var c in entry.FileName)
        {
            hash.Add(c);
        }

        hash.Add(entry.Length);
        hash.Add(entry.LastWriteTimeUtc.Ticks);
        return ((long)hash.ToHashCode() << 32) ^ entry.LastWriteTimeUtc.Ticks;
    }

    private static bool IsSkipped(ReadOnlySpan<char> name)
    {
        foreach (var skipped in s_skipped)
        {
            if (name.SequenceEqual(skipped))
            {
                return true;
            }
        }

        return false;
    }
}
