// SPDX-License-Identifier: Apache-2.0
using System.Net;
using Foregate.DataPlane.Upstream.Backends;

namespace Foregate.DataPlane.Tests.Upstream.Backends;

public sealed class AddressSetTests
{
    private static readonly IPAddress A = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress B = IPAddress.Parse("192.0.2.2");
    private static readonly IPAddress C = IPAddress.Parse("192.0.2.3");
    private static readonly IPAddress Six = IPAddress.Parse("2001:db8::1");

    [Fact]
    public void Each_connection_begins_with_another_address()
    {
        var set = new AddressSet([A, B, C]);
        Assert.Equal([A, B, C], set.InTurn(0));
        Assert.Equal([B, C, A], set.InTurn(0));
        Assert.Equal([C, A, B], set.InTurn(0));
        Assert.Equal([A, B, C], set.InTurn(0));
    }

    [Fact]
    public void The_family_that_the_resolver_prefers_is_tried_first_in_every_turn()
    {
        var set = new AddressSet([Six, A, B]);
        for (var turn = 0; turn < 3; turn++)
        {
            var order = set.InTurn(0);
            Assert.Equal(Six, order[0]);
            Assert.Equal(3, order.Distinct().Count());
        }
    }

    [Fact]
    public void An_address_that_failed_comes_last_for_half_a_minute()
    {
        var set = new AddressSet([A, B]);
        set.Mark(A, now: 1_000, good: false);
        Assert.Equal([B, A], set.InTurn(1_000));
        Assert.Equal([B, A], set.InTurn(30_999));
        Assert.Equal([A, B], set.InTurn(31_000));
    }

    [Fact]
    public void A_failed_one_of_the_preferred_family_comes_after_all_others()
    {
        var set = new AddressSet([A, Six]);
        set.Mark(A, 0, good: false);
        Assert.Equal([Six, A], set.InTurn(1));
    }

    [Fact]
    public void An_address_that_connects_again_is_as_good_as_any()
    {
        var set = new AddressSet([A, B]);
        set.Mark(A, 0, good: false);
        set.Mark(A, 1, good: true);
        Assert.Equal([A, B], set.InTurn(2));
    }

    [Fact]
    public void All_are_tried_when_all_have_failed()
    {
        var set = new AddressSet([A, B, C]);
        foreach (var address in new[] { A, B, C })
        {
            set.Mark(address, 0, good: false);
        }

        Assert.Equal([A, B, C], set.InTurn(1).OrderBy(static address => address.ToString()));
    }

    [Fact]
    public void An_address_of_an_older_set_is_not_marked()
    {
        var set = new AddressSet([A]);
        set.Mark(B, 0, good: false);
        Assert.Equal([A], set.InTurn(1));
    }

    [Fact]
    public void Sets_are_the_same_in_any_order_and_not_when_one_differs()
    {
        var set = new AddressSet([A, B]);
        Assert.True(set.HasSameAs([B, A]));
        Assert.False(set.HasSameAs([A]));
        Assert.False(set.HasSameAs([A, C]));
        Assert.False(set.HasSameAs([A, B, C]));
        Assert.True(set.Contains(B));
        Assert.False(set.Contains(C));
    }

    [Fact]
    public async Task Whoever_marks_meanwhile_every_address_is_tried_once()
    {
        var set = new AddressSet([A, B, Six]);
        using var stop = new CancellationTokenSource();
        var marking = Task.Run(() =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                set.Mark(A, 0, (i & 1) == 0);
                set.Mark(Six, 0, (i & 2) == 0);
            }
        });
        for (var i = 0; i < 20_000; i++)
        {
            var order = set.InTurn(1);
            Assert.True(Array.IndexOf(order, A) >= 0 && Array.IndexOf(order, B) >= 0 && Array.IndexOf(order, Six) >= 0, string.Join<IPAddress>(' ', order));
        }

        await stop.CancelAsync();
        await marking;
    }
}
