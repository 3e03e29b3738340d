// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Awaiting;

namespace Foregate.DataPlane.Tests.Wire.Awaiting;

public sealed class BoxShelfTests
{
    private readonly BoxPool _pool = new();

    [Fact]
    public void Gives_out_what_was_put_last_and_nothing_when_empty()
    {
        var shelf = new BoxShelf(_pool);
        Assert.Null(shelf.Take());
        var (one, other) = (new AsyncBox<int>(), new AsyncBox<int>());
        shelf.Put(one);
        shelf.Put(other);
        Assert.Same(other, shelf.Take());
        Assert.Same(one, shelf.Take());
        Assert.Null(shelf.Take());
        shelf.Put(one);
        Assert.Same(one, shelf.Take());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(BoxPool.Pile)]
    [InlineData(BoxPool.Pile + 1)]
    [InlineData((2 * BoxPool.Pile) + 1)]
    [InlineData((5 * BoxPool.Pile) + 7)]
    public void Gives_every_box_out_once(int count)
    {
        var shelf = new BoxShelf(_pool);
        var boxes = Enumerable.Range(0, count).Select(_ => new AsyncBox<int>()).ToList();
        boxes.ForEach(shelf.Put);
        var taken = Enumerable.Range(0, count).Select(_ => shelf.Take()).ToList();
        Assert.Equal(boxes.ToHashSet<object?>(), taken.ToHashSet<object?>());
        Assert.Null(shelf.Take());
    }

    [Fact]
    public void What_is_too_much_for_one_shelf_serves_another()
    {
        var (giver, taker) = (new BoxShelf(_pool), new BoxShelf(_pool));
        for (var i = 0; i <= 2 * BoxPool.Pile; i++)
        {
            giver.Put(new AsyncBox<int>());
        }

        for (var i = 0; i < BoxPool.Pile; i++)
        {
            Assert.NotNull(taker.Take());
        }

        Assert.Null(taker.Take());
    }
}
