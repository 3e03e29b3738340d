// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Store.Audit;

/// <summary>The log's files, each named by the number of its first entry, so that their names are in order.</summary>
internal static class AuditFiles
{
    public static string Name(string directory, long first) => Path.Combine(directory, $"audit-{first:D15}.log");

    public static string[] In(string directory)
    {
        if (!Directory.Exists(directory))
        {
            return [];
        }

        var files = Directory.GetFiles(directory, "audit-*.log");
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }
}
