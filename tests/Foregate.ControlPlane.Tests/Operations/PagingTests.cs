// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.ControlPlane.Operations;

namespace Foregate.ControlPlane.Tests.Operations;

public sealed class PagingTests
{
    private static readonly string[] Hundred = [.. Enumerable.Range(0, 100).Select(static n => $"{n:d3}")];

    [Fact]
    public void A_page_has_twenty_five_items_if_nothing_is_said()
    {
        var (page, _) = Paging.ByPosition(Hundred, static item => item, null, null);
        Assert.Equal(25, page!.Items.Count);
        Assert.NotNull(page.Next);
        Assert.Null(Paging.ByToken(Hundred, static item => item, null, null).Page!.Next);
    }

    [Fact]
    public void Pages_join_to_the_whole_list_however_they_are_asked_for() => Gen.Select(Gen.Int[1, 40], Gen.Int[0, 2]).Sample((limit, way) =>
    {
        var all = new List<string>();
        string? next = null;
        do
        {
            var (page, error) = way switch
            {
                0 => Paging.ByPosition(Hundred, static item => item, next, limit),
                1 => Paging.ByToken(Hundred, static item => item, next, $"{limit}"),
                _ => Paging.ByMarker(Hundred, static item => item, next, limit),
            };
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
        var (page, _) = Paging.ByPosition(["b", "d", "f"], static item => item, null, 2);
        var (rest, _) = Paging.ByPosition(["a", "b", "e", "f"], static item => item, page!.Next, null);
        Assert.Equal(["e", "f"], rest!.Items);
        Assert.Null(rest.Next);
    }

    [Fact]
    public void What_is_no_position_is_refused()
    {
        Assert.Equal("Invalid position parameter: !", Paging.ByPosition(Hundred, static item => item, "!", null).Error?.Message);
        Assert.Empty(Paging.ByPosition(Hundred, static item => item, null, -1).Page!.Items);
        Assert.Equal("Invalid maxResults specified: x. Must be between 1 and 500", Paging.ByToken(Hundred, static item => item, null, "x").Error?.Message);
    }

    [Fact]
    public void No_text_in_place_of_a_position_breaks_it() => Gen.String.Sample(static text =>
        Paging.ByPosition(Hundred, static item => item, text, null) is var (page, error) && (page is null) != (error is null));

    [Fact]
    public void A_page_of_functions_holds_fifty_at_most()
    {
        Assert.Equal(50, Paging.ByMarker(Hundred, static item => item, null, 10_000).Page!.Items.Count);
        Assert.Equal(50, Paging.ByMarker(Hundred, static item => item, null, null).Page!.Items.Count);
        Assert.Equal("ValidationException", Paging.ByMarker(Hundred, static item => item, null, 10_001).Error?.Code);
        Assert.Equal("ValidationException", Paging.ByMarker(Hundred, static item => item, null, 0).Error?.Code);
        Assert.Equal("InvalidParameterValueException", Paging.ByMarker(Hundred, static item => item, "no marker!", null).Error?.Code);
    }
}
