// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Velocity.Lexing;

namespace Foregate.Standards.Tests.Velocity.Lexing;

public sealed class CutsTests
{
    [Fact]
    public void Leaves_out_what_is_cut_for_the_way_it_is_written()
    {
        var cuts = new Cuts();
        cuts.Add(6, 2, inText: true, inImage: true);
        cuts.Add(2, 1, inText: true, inImage: false);
        cuts.Add(4, 3, inText: false, inImage: true);
        Assert.Equal("01345", cuts.Take("0123456789", 0, 8, asImage: false));
        Assert.Equal("0123", cuts.Take("0123456789", 0, 8, asImage: true));
        Assert.Equal("89", cuts.Take("0123456789", 7, 10, asImage: true));
    }
}
