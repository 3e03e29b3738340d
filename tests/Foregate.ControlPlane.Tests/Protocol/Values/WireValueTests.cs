// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Tests.Protocol.Values;

public sealed class WireValueTests
{
    [Fact]
    public void What_is_null_is_absent()
    {
        var value = WireValue.Structure(("a", "1"), ("b", null), ("c", (long?)null), ("d", (bool?)false));
        Assert.Equal(["a", "d"], value.Entries.Select(static entry => entry.Key));
        Assert.Null(value["b"]);
        Assert.False(value.GetBoolean("d"));
        Assert.Null(value.GetText("x"));
    }

    [Fact]
    public void Members_are_added_and_replaced_without_changing_what_was()
    {
        var value = WireValue.Structure(("a", "1"));
        var changed = value.With(("a", "2"), ("b", 3L));
        Assert.Equal("{a=1}", value.ToString());
        Assert.Equal("{a=2, b=3}", changed.ToString());
        Assert.Equal("{b=3}", changed.With(("a", null)).ToString());
    }

    [Fact]
    public void Lists_and_maps_are_printed_as_aws_prints_them() =>
        Assert.Equal("[a, true, 1.5]", WireValue.List([(WireValue)"a", true, 1.5]).ToString());
}
