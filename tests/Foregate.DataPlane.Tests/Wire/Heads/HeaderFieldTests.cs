// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Tests.Wire.Heads;

public sealed class HeaderFieldTests
{
    [Fact]
    public void It_keeps_all_positions_in_sixteen_bytes()
    {
        var field = new HeaderField(70_000, 60_000, 140_000, 1_000_000, KnownHeader.Via);
        Assert.Equal((70_000, 60_000), (field.NameOffset, field.NameLength));
        Assert.Equal((140_000, 1_000_000), (field.ValueOffset, field.ValueLength));
        Assert.Equal(KnownHeader.Via, field.Id);
        Assert.Equal(16, Unsafe.SizeOf<HeaderField>());
    }
}
