// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.Lambda;

namespace Foregate.ControlPlane.Tests.Operations.Lambda;

public sealed class PagesTests
{
    [Fact]
    public void A_page_goes_on_where_the_one_before_ended_even_when_its_last_item_is_gone()
    {
        Assert.Null(Pages.TryTake(["a", "b", "c", "d"], static item => item, null, 2, out var first));
        Assert.Equal(["a", "b"], first.Items);
        Assert.Null(Pages.TryTake(["a", "c", "d"], static item => item, first.NextMarker, 2, out var second));
        Assert.Equal(["c", "d"], second.Items);
        Assert.Null(second.NextMarker);
    }

    [Fact]
    public void A_page_holds_fifty_at_most()
    {
        var all = Enumerable.Range(0, 51).Select(number => $"{number:D2}").ToList();
        Assert.Null(Pages.TryTake(all, static item => item, null, 10_000, out var page));
        Assert.Equal(50, page.Items.Count);
        Assert.NotNull(Pages.TryTake(all, static item => item, null, 10_001, out _));
        Assert.NotNull(Pages.TryTake(all, static item => item, "no marker!", null, out _));
    }
}
