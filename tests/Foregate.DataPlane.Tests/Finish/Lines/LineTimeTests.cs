// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Finish.Lines;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Finish.Lines;

public sealed class LineTimeTests
{
    private const long Moment = 1_583_817_383_023;

    [Fact]
    public void Iso_tells_milliseconds() => Assert.Equal("2020-03-10T05:16:23.023Z", Written(LineTime.WriteIso));

    [Fact]
    public void Java_tells_the_day_and_seconds() => Assert.Equal("Tue Mar 10 05:16:23 UTC 2020", Written(LineTime.WriteJava));

    private static string Written(Action<long, ByteWriter> write)
    {
        var line = new ByteWriter();
        write(Moment, line);
        return Encoding.ASCII.GetString(line.Written);
    }
}
