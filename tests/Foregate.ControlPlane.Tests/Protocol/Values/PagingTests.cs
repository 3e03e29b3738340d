// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Tests.Protocol.Values;

public sealed class PagingTests
{
    private static readonly string[] Hundred = [.. Enumerable.Range(0, 100).Select(static n => $"{n:d3}")];

    [Fact]
    public void A_page_has_twenty_five_items_if_nothing_is_said()
    {
        var (page, _) = Paging.ByPosition(Hundred, static item => item, WireValue.Empty);
        Assert.Equal(25, page!.Items.Count);
        Assert.NotNull(page.Next);
        Assert.Null(Paging.ByToken(Hundred, static item => item, WireValue.Empty).Page!.Next);
    }

    [Fact]
    public void Pages_join_to_the_whole_list_in_both_interfaces() => Gen.Select(Gen.Int[1, 40], Gen.Bool).Sample((limit, isFirst) =>
    {
        var all = new List<string>();
        string? next = null;
        do
        {
            var (page, error) = isFirst
                ? Paging.ByPosition(Hundred, static item => item, WireValue.Structure(("limit", (long)limit), ("position", next)))
                : Paging.ByToken(Hundred, static item => item, WireValue.Structure(("MaxResults", $"{limit}"), ("NextToken", next)));
            Assert.Null(error);
            all.AddRange(page!.Items);
            next = page.Next;
        }
        while (next is not null);
        Assert.Equal(Hundred, all);
    }, iter: 100);

    [Fact]
    public void What_comes_and_goes_between_two_pages_shifts_nothing()
    {
        var (page, _) = Paging.ByPosition(["b", "d", "f"], static item => item, WireValue.Structure(("limit", 2L)));
        var (rest, _) = Paging.ByPosition(["a", "b", "e", "f"], static item => item, WireValue.Structure(("position", page!.Next)));
        Assert.Equal(["e", "f"], rest!.Items);
        Assert.Null(rest.Next);
    }

    [Fact]
    public void What_is_no_position_is_refused()
    {
        Assert.Equal("Invalid position parameter: !", Paging.ByPosition(Hundred, static item => item, WireValue.Structure(("position", "!"))).Error?.Message);
        Assert.Empty(Paging.ByPosition(Hundred, static item => item, WireValue.Structure(("limit", -1L))).Page!.Items);
        Assert.Equal("Invalid maxResults specified: x. Must be between 1 and 500", Paging.ByToken(Hundred, static item => item, WireValue.Structure(("MaxResults", "x"))).Error?.Message);
    }

    [Fact]
    public void No_text_in_place_of_a_position_breaks_it() => Gen.String.Sample(static text =>
        Paging.ByPosition(Hundred, static item => item, WireValue.Structure(("position", text))) is var (page, error) && (page is null) != (error is null));
}
