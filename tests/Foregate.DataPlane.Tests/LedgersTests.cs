// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Tests;

public sealed class LedgersTests
{
    [Fact]
    public void One_of_each_kind_is_made_at_first_use_and_kept()
    {
        using var ledgers = new Ledgers(new GatewayOptions());
        var made = 0;
        var first = ledgers.Of(_ => new Counters(++made));
        Assert.Same(first, ledgers.Of(_ => new Counters(++made)));
        Assert.Equal(1, made);
        Assert.NotSame(first, (object)ledgers.Of(static _ => new Buckets()));
    }

    [Fact]
    public void The_maker_is_given_the_ledgers_it_is_made_for()
    {
        var options = new GatewayOptions { AccountId = "123456789012" };
        using var ledgers = new Ledgers(options);
        Ledgers? given = null;
        ledgers.Of(own =>
        {
            given = own;
            return new Buckets();
        });
        Assert.Same(ledgers, given);
        Assert.Same(options, ledgers.Options);
    }

    [Fact]
    public void Two_gateways_share_nothing()
    {
        using var one = new Ledgers(new GatewayOptions());
        using var other = new Ledgers(new GatewayOptions());
        Assert.NotSame(one.Of(static _ => new Buckets()), other.Of(static _ => new Buckets()));
    }

    [Fact]
    public void Those_that_hold_something_are_disposed_with_the_gateway()
    {
        var ledgers = new Ledgers(new GatewayOptions());
        var buckets = ledgers.Of(static _ => new Buckets());
        ledgers.Of(static _ => new Counters(1));
        Assert.False(buckets.IsDisposed);
        ledgers.Dispose();
        Assert.True(buckets.IsDisposed);
    }

    private sealed class Counters(int number)
    {
        public int Number { get; } = number;
    }

    private sealed class Buckets : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
