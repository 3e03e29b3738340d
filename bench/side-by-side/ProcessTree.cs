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
        var seconds = 0d;
        foreach (var pid in Pids(root))
        {
            seconds += OwnCpuSeconds(pid);
        }

        return seconds;
    }

    /// <summary>User and system seconds of the process alone.</summary>
    public static double OwnCpuSeconds(int pid)
    {
        var fields = Stat(pid);
        return fields.Length > 12
            ? (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond
            : 0;
    }

    /// <summary>Resident bytes of the living tree.</summary>
    public static long ResidentBytes(int root)
    {
        var bytes = 0L;
        foreach (var pid in Pids(root))
        {
            bytes += OwnResidentBytes(pid);
        }

        return bytes;
    }

    /// <summary>Resident bytes of the process alone.</summary>
    public static long OwnResidentBytes(int pid)
    {
        var fields = Stat(pid);
        return fields.Length > 21 ? long.Parse(fields[21], CultureInfo.InvariantCulture) * Environment.SystemPageSize : 0;
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
