// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Tests.Protocol.Values;

public sealed class WireNamesTests
{
    private static readonly WireNames<DayOfWeek> s_names = new((DayOfWeek.Monday, "MON"), (DayOfWeek.Tuesday, "TUE"));

    [Fact]
    public void Names_are_read_and_written()
    {
        Assert.Equal(DayOfWeek.Tuesday, s_names.Read(s_names[DayOfWeek.Tuesday]));
        Assert.Null(s_names.Read("tue"));
        Assert.Null(s_names.Read(null));
        Assert.Throws<ArgumentOutOfRangeException>(static () => s_names[DayOfWeek.Friday]);
    }
}
