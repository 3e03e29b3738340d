// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace Foregate.SideBySide;

/// <summary>CPU time and memory of a process and all its children, from /proc.</summary>
internal static class ProcessTree
{
    private const double TicksPerSecond = 100;

    /// <summary>User and system seconds of the living tree.</summary>
    public static double CpuSeconds(int root)
    {
        var ticks = 0L;
        foreach (var pid in Pids(root))
        {
            var fields = Stat(pid);
            if (fields.Length > 12)
            {
                ticks += long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
            }
        }

        return ticks / TicksPerSecond;
    }

    /// <summary>Resident bytes of the living tree.</summary>
    public static long ResidentBytes(int root)
    {
        var pages = 0L;
        foreach (var pid in Pids(root))
        {
            var fields = Stat(pid);
            pages += fields.Length > 21 ? long.Parse(fields[21], CultureInfo.InvariantCulture) : 0;
        }

        return pages * Environment.SystemPageSize;
    }

    public static List<int> Pids(int root)
    {
        var children = new Dictionary<int, List<int>>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var pid) && Stat(pid) is { Length: > 1 } fields)
            {
                var parent = int.Parse(fields[1], CultureInfo.InvariantCulture);
                if (!children.TryGetValue(parent, out var list))
                {
                    children[parent] = list = [];
                }

                list.Add(pid);
            }
        }

        var pids = new List<int> { root };
        for (var i = 0; i < pids.Count; i++)
        {
            pids.AddRange(children.GetValueOrDefault(pids[i], []));
        }

        return pids;
    }

    // The fields after the command's name, which may hold anything.
    private static string[] Stat(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }
}
