// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.DataPlane.Arrive;

namespace Foregate.DataPlane.Tests.Arrive;

public sealed class DescriptorLimitTests
{
    [Fact]
    public void Reads_what_the_system_says_of_this_process()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux tells it in /proc.");
        var line = File.ReadLines("/proc/self/limits").Single(l => l.StartsWith("Max open files", StringComparison.Ordinal));
        var soft = line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        Assert.Equal(soft == "unlimited" ? null : long.Parse(soft, CultureInfo.InvariantCulture), DescriptorLimit.Read());
    }
}
