// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Foregate.DataPlane.Arrive;

/// <summary>How many descriptors the process may have open (RLIMIT_NOFILE).</summary>
internal static partial class DescriptorLimit
{
    /// <summary>The soft limit, or null where there is none to ask.</summary>
    public static long? Read()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return null;
        }

        var resource = OperatingSystem.IsLinux() ? 7 : 8;
        return GetLimit(resource, out var limit) == 0 && limit.Current <= long.MaxValue ? (long)limit.Current : null;
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    private struct Limit
    {
        public ulong Current;
        public ulong Maximum;
    }
}
